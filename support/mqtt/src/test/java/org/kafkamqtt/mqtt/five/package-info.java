/** Tests of the client for MQTT 5, part by part. */
@NullMarked
package org.kafkamqtt.mqtt.five;

import org.jspecify.annotations.NullMarked;
