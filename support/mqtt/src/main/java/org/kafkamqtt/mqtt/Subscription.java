package org.kafkamqtt.mqtt;

import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;

/**
 * A topic filter with the highest QoS its messages are to be delivered with, and the options that MQTT 5 has for it.
 *
 * @param filter of the topics
 * @param qos the highest QoS
 * @param noLocal whether what this client publishes is left out
 * @param retainAsPublished whether messages keep the retain flag that they were published with
 * @param retainHandling 0 to send retained messages, 1 to send them if the subscription is new, 2 not to
 */
public record Subscription(
        TopicFilter filter, Qos qos, boolean noLocal, boolean retainAsPublished, int retainHandling) {
    /** One with the options that MQTT 3.1.1 gives every subscription. */
    public Subscription(TopicFilter filter, Qos qos) {
        this(filter, qos, false, false, 0);
    }
}
