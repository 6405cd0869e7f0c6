package org.kafkamqtt.mqtt.protocol.packet;

import org.kafkamqtt.mqtt.protocol.ReasonCode;

/**
 * PUBACK, PUBREC, PUBREL or PUBCOMP.
 *
 * @param reason {@link ReasonCode#SUCCESS} before MQTT 5
 */
public record Acknowledgement(PacketType type, int packetId, ReasonCode reason, Properties properties)
        implements Packet {
    /** A success without properties. */
    public static Acknowledgement of(PacketType type, int packetId) {
        return new Acknowledgement(type, packetId, ReasonCode.SUCCESS, Properties.NONE);
    }
}
