package org.kafkamqtt.mqtt.protocol.packet;

import org.kafkamqtt.mqtt.protocol.ReasonCode;

/** AUTH of MQTT 5. */
public record Auth(ReasonCode reason, Properties properties) implements Packet {
    @Override
    public PacketType type() {
        return PacketType.AUTH;
    }
}
