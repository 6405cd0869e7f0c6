package org.kafkamqtt.topics.plan;

/**
 * A topic as a cluster lists it.
 *
 * @param name of the topic, which another one may get after it
 * @param id of this one and no other; empty where brokers are too old to have any
 * @param internal whether it is Kafka's own
 */
public record Listing(String name, String id, boolean internal) {}
