package org.kafkamqtt.mqtt.protocol.packet;

import java.util.List;
import org.kafkamqtt.mqtt.protocol.ReasonCode;

/**
 * SUBACK.
 *
 * @param reasons one for each request: the granted QoS as 0, 1 or 2 ({@link ReasonCode#SUCCESS} for 0) or a failure, which is 0x80
 *     before MQTT 5
 */
public record Suback(int packetId, Properties properties, List<ReasonCode> reasons) implements Packet {
    public Suback {
        reasons = List.copyOf(reasons);
    }

    @Override
    public PacketType type() {
        return PacketType.SUBACK;
    }
}
