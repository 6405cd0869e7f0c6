package org.kafkamqtt.mqtt.protocol.packet;

import java.util.List;
import org.kafkamqtt.mqtt.protocol.ReasonCode;

/**
 * UNSUBACK.
 *
 * @param reasons one for each filter; not written before MQTT 5
 */
public record Unsuback(int packetId, Properties properties, List<ReasonCode> reasons) implements Packet {
    public Unsuback {
        reasons = List.copyOf(reasons);
    }

    @Override
    public PacketType type() {
        return PacketType.UNSUBACK;
    }
}
