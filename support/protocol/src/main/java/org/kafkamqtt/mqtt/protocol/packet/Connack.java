package org.kafkamqtt.mqtt.protocol.packet;

/**
 * CONNACK.
 *
 * @param code reason code of 5, or return code of 3.1 and 3.1.1 (0 to 5)
 */
public record Connack(boolean sessionPresent, int code, Properties properties) implements Packet {
    @Override
    public PacketType type() {
        return PacketType.CONNACK;
    }
}
