package org.kafkamqtt.mqtt;

import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

/**
 * A message that arrived from the broker.
 *
 * @param topic it was published to
 * @param payload its bytes, perhaps none; not copied, so do not change them
 * @param qos as delivered: the lower of the publisher's and the subscription's
 * @param retain whether the broker had kept it since before the subscription
 * @param duplicate whether the broker had tried to deliver it before
 * @param packetId its number on the connection, 0 for QoS 0
 * @param properties of PUBLISH as they came, subscription identifiers included; none before MQTT 5
 * @param epoch which connection it came over; only {@link Connection#acknowledge} needs it
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Message(
        String topic,
        byte[] payload,
        Qos qos,
        boolean retain,
        boolean duplicate,
        int packetId,
        Properties properties,
        long epoch) {

    /** One without properties. */
    public Message(String topic, byte[] payload, Qos qos, boolean retain, boolean duplicate, int packetId, long epoch) {
        this(topic, payload, qos, retain, duplicate, packetId, Properties.NONE, epoch);
    }
}
