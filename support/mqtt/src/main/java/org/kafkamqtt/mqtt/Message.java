package org.kafkamqtt.mqtt;

import org.kafkamqtt.mqtt.protocol.Qos;

/**
 * A message that arrived from the broker.
 *
 * @param topic it was published to
 * @param payload its bytes, perhaps none; not copied, so do not change them
 * @param qos as delivered: the lower of the publisher's and the subscription's
 * @param retain whether the broker had kept it since before the subscription
 * @param duplicate whether the broker had tried to deliver it before
 * @param packetId its number on the connection, 0 for QoS 0
 * @param epoch which connection it came over; only {@link Connection#acknowledge} needs it
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Message(
        String topic, byte[] payload, Qos qos, boolean retain, boolean duplicate, int packetId, long epoch) {}
