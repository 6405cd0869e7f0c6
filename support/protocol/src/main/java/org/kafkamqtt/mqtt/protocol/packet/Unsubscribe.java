package org.kafkamqtt.mqtt.protocol.packet;

import java.util.List;

/** UNSUBSCRIBE. */
public record Unsubscribe(int packetId, Properties properties, List<String> filters) implements Packet {
    public Unsubscribe {
        filters = List.copyOf(filters);
    }

    @Override
    public PacketType type() {
        return PacketType.UNSUBSCRIBE;
    }
}
