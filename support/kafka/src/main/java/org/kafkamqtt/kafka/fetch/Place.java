package org.kafkamqtt.kafka.fetch;

/** A partition of a topic, by name. */
public record Place(String topic, int partition) {}
