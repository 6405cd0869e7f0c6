package org.kafkamqtt.kafka;

/**
 * The value of one Kafka property with the place it comes from.
 *
 * @param value as Kafka reads it
 * @param source for people, such as {@code -X} or {@code profile 'test'}
 */
public record Setting(String value, String source) {}
