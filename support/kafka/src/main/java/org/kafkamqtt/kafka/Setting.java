package org.kafkamqtt.kafka;

/**
 * The value of one Kafka property with its source.
 *
 * @param value as Kafka reads it
 * @param source for people, such as {@code -X} or {@code profile 'test'}
 */
public record Setting(String value, String source) {}
