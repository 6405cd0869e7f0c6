/** MQTT's packets as values. */
@NullMarked
package org.kafkamqtt.mqtt.protocol.packet;

import org.jspecify.annotations.NullMarked;
