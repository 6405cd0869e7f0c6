package org.kafkamqtt.mqtt.broker.route;

import org.kafkamqtt.balancer.Balancer;

/**
 * A place in Kafka for the messages of one topic name. Immutable, apart from what the balancer learns.
 *
 * @param kafkaTopic a legal name; the topic need not exist
 * @param key of the records; not to be changed
 * @param named whether the header {@code mqtt.topic} must hold the topic name, since the key is another
 * @param balancer chooses the partition; one for each route and Kafka topic, thread-safe
 * @param steady whether the partition follows from the topic name alone, as long as the number of partitions stays the same
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all messages of a name, never compared
public record Target(String kafkaTopic, byte[] key, boolean named, Balancer balancer, boolean steady)
        implements Destination {}
