package org.kafkamqtt.mqtt.protocol.packet;

import java.util.List;
import org.kafkamqtt.mqtt.protocol.Qos;

/** SUBSCRIBE. */
public record Subscribe(int packetId, Properties properties, List<Request> requests) implements Packet {
    /**
     * One topic filter and its options; those but the QoS are as by default before MQTT 5.
     *
     * @param retainHandling 0 to send retained messages, 1 to send them if the subscription is new, 2 not to
     */
    public record Request(String filter, Qos qos, boolean noLocal, boolean retainAsPublished, int retainHandling) {}

    public Subscribe {
        requests = List.copyOf(requests);
    }

    @Override
    public PacketType type() {
        return PacketType.SUBSCRIBE;
    }
}
