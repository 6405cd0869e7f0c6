/** Tests of the connection kept by Paho, part by part. */
@NullMarked
package org.kafkamqtt.mqtt.paho;

import org.jspecify.annotations.NullMarked;
