package org.kafkamqtt.mqtt;

/**
 * A topic filter with the highest QoS its messages are to be delivered with.
 *
 * @param filter which topics
 * @param qos at most
 */
public record Subscription(TopicFilter filter, Qos qos) {}
