package org.kafkamqtt.producer.cluster;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * What only the wording of the Kafka client's messages reveals: read here and nowhere else, since another version may word
 * it differently (kafka-clients 4.3.1).
 */
public final class KafkaClientQuirks {
    private KafkaClientQuirks() {}

    /** Whether this is how the client fails a good record in a bad batch; it has no exception class of its own for that. */
    public static boolean innocent(Exception failure) {
        return failure.getClass() == KafkaException.class && says(failure, "it was part of a batch");
    }

    /** Whether a record failed only because the client was closed before the broker had answered. */
    public static boolean closedForcefully(Exception failure) {
        return says(failure, "closed forcefully");
    }

    private static boolean says(Exception failure, String words) {
        return String.valueOf(failure.getMessage()).contains(words);
    }

    /** How many batches the client has split because a broker found them too large. */
    static double splits(Producer<?, ?> producer) {
        return producer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("batch-split-total")
                        && metric.metricName().group().equals("producer-metrics"))
                .mapToDouble(metric -> ((Number) metric.metricValue()).doubleValue())
                .sum();
    }
}
