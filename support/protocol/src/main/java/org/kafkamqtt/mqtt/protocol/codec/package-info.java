/** MQTT's packets as bytes. */
@NullMarked
package org.kafkamqtt.mqtt.protocol.codec;

import org.jspecify.annotations.NullMarked;
