package org.kafkamqtt.mqtt.protocol.packet;

/** A property whose meaning MQTT does not define; names may repeat, and the order counts. */
public record UserProperty(String name, String value) {}
