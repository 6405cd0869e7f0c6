package org.kafkamqtt.mqtt.broker.session;

import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.protocol.Qos;

/**
 * A message for one client.
 *
 * @param qos with which it is delivered: the lower of its own and the highest of the subscriptions
 * @param retain the retain flag that the client sees
 * @param identifiers of all subscriptions that match, perhaps none; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all deliveries alike, never compared
public record Delivery(Message message, Qos qos, boolean retain, int[] identifiers) {
    public static final int[] NO_IDENTIFIERS = {};
}
