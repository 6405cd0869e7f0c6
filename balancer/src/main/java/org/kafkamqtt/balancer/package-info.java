/**
 * Chooses the partition of each record: the rules of every Kafka client under their own names, rules of our own, and the
 * user's.
 *
 * <p>{@link org.kafkamqtt.balancer.Balancers} finds a {@link org.kafkamqtt.balancer.Balancer} by name, class or source
 * file. This package needs nothing but the JDK; {@code org.kafkamqtt.balancer.kafka} joins it to kafka-clients.
 */
@NullMarked
package org.kafkamqtt.balancer;

import org.jspecify.annotations.NullMarked;
