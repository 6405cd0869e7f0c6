package org.kafkamqtt.mqtt.protocol;

/** A version of MQTT that a connection speaks. */
public enum ProtocolVersion {
    /** MQTT 3.1. */
    V31("MQIsdp", 3, "3.1"),
    /** MQTT 3.1.1. */
    V311("MQTT", 4, "3.1.1"),
    /** MQTT 5.0. */
    V5("MQTT", 5, "5");

    private final String protocolName;
    private final int level;
    private final String text;

    ProtocolVersion(String protocolName, int level, String text) {
        this.protocolName = protocolName;
        this.level = level;
        this.text = text;
    }

    /** The protocol name in CONNECT. */
    public String protocolName() {
        return protocolName;
    }

    /** The protocol level in CONNECT. */
    public int level() {
        return level;
    }

    /** Whether packets have properties and reason codes. */
    public boolean hasProperties() {
        return this == V5;
    }

    /** As people write it: 3.1, 3.1.1 or 5. */
    @Override
    public String toString() {
        return text;
    }
}
