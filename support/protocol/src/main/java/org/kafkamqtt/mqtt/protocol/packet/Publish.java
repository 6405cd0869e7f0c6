package org.kafkamqtt.mqtt.protocol.packet;

import org.kafkamqtt.mqtt.protocol.Qos;

/**
 * PUBLISH.
 *
 * @param topic empty where a topic alias stands for it
 * @param packetId 0 at QoS 0
 */
public record Publish(
        boolean duplicate, Qos qos, boolean retain, String topic, int packetId, Properties properties, Payload payload)
        implements Packet {
    @Override
    public PacketType type() {
        return PacketType.PUBLISH;
    }
}
