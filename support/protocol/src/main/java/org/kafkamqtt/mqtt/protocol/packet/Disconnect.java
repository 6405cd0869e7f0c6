package org.kafkamqtt.mqtt.protocol.packet;

import org.kafkamqtt.mqtt.protocol.ReasonCode;

/**
 * DISCONNECT.
 *
 * @param reason {@link ReasonCode#SUCCESS} before MQTT 5
 */
public record Disconnect(ReasonCode reason, Properties properties) implements Packet {
    @Override
    public PacketType type() {
        return PacketType.DISCONNECT;
    }
}
