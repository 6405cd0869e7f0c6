package org.kafkamqtt.mqtt.protocol.packet;

/** PINGRESP. */
public record Pingresp() implements Packet {
    @Override
    public PacketType type() {
        return PacketType.PINGRESP;
    }
}
