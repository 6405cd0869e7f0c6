package org.kafkamqtt.mqtt;

import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;

/**
 * A topic filter with the highest QoS its messages are to be delivered with.
 *
 * @param filter of the topics
 * @param qos the highest QoS
 */
public record Subscription(TopicFilter filter, Qos qos) {}
