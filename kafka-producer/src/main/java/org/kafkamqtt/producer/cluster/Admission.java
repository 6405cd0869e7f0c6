package org.kafkamqtt.producer.cluster;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Learning;

/**
 * How a record that a topic accepts is to be sent. A topic makes each of these once, since it is asked for every record.
 *
 * @param partition that was chosen, null to leave the choice to the Kafka client
 * @param keep whether the record is needed until its fate is known
 * @param alone whether it must be the only one of its batch: it fits the topic's limit only when compressed, and with a
 *     small one beside it kafka-clients 4.3 would split the batch into itself and send it again for ever
 * @param learning the balancer that chose and wants to hear what became of it, null for none
 */
public record Admission(@Nullable Integer partition, boolean keep, boolean alone, @Nullable Learning learning) {}
