package org.kafkamqtt.mqtt.protocol.packet;

import org.kafkamqtt.mqtt.protocol.Qos;

/** What a server publishes when a connection ends without DISCONNECT. */
public record Will(String topic, Payload payload, Qos qos, boolean retain, Properties properties) {}
