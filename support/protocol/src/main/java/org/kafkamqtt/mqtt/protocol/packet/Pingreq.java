package org.kafkamqtt.mqtt.protocol.packet;

/** PINGREQ. */
public record Pingreq() implements Packet {
    @Override
    public PacketType type() {
        return PacketType.PINGREQ;
    }
}
