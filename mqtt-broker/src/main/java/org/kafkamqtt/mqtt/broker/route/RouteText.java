package org.kafkamqtt.mqtt.broker.route;

/**
 * A rule as a user reads it.
 *
 * @param mqtt the topic names that it is for
 * @param kafka the Kafka topic
 * @param key of the records; empty if it is the topic name
 * @param balancer its name
 * @param reversible whether the topic name of a record of a plain producer can be computed
 */
public record RouteText(String mqtt, String kafka, String key, String balancer, boolean reversible) {}
