package org.kafkamqtt.producer.cluster;

import org.kafkamqtt.kafka.KafkaSettings;

/**
 * Settings of the Kafka client that suit a tool: large batches, honest deadlines, a quick start.
 *
 * <p>A larger buffer is slower, not faster: what is in flight outlives the young generation and must be copied
 * ({@code bench/producer}; 8 million records took 34 s with 48 MiB and 10 s with 8 MiB).
 */
public final class ClientSettings {
    private static final long SMALLEST_BATCH = 16 * 1024;

    private ClientSettings() {}

    /**
     * The same with batches small enough that two for each partition fit into the buffer: a client that must wait for a
     * batch's memory sends batches that are nearly empty.
     */
    public static KafkaSettings fitting(KafkaSettings settings, int partitions) {
        if (!settings.defaulted("batch.size")) {
            return settings;
        }
        long size = Long.parseLong(settings.value("batch.size").orElseThrow());
        long buffer = Long.parseLong(settings.value("buffer.memory").orElseThrow());
        long fitting = Math.max(SMALLEST_BATCH, buffer / (2L * partitions));
        return fitting >= size ? settings : settings.with("batch.size", Long.toString(fitting), "default");
    }

    /** Adds what the user left open. */
    public static KafkaSettings complete(KafkaSettings settings) {
        // A buffer must hold what may be sent at once, so a user's larger request needs a larger buffer.
        String largest = settings.value("max.request.size").orElse("8388608");
        return settings.withDefault("acks", "all")
                .withDefault("batch.size", "524288")
                .withDefault("linger.ms", "5")
                .withDefault("buffer.memory", largest.length() > 7 ? largest : "8388608")
                .withDefault("max.request.size", largest)
                // A lost broker is reported after delivery.timeout.ms; until then the reader waits.
                .withDefault("max.block.ms", "180000")
                .withDefault("client.id", "kafka-producer")
                // New partitions of a topic are seen within half a minute instead of five.
                .withDefault("metadata.max.age.ms", "30000")
                .withDefault("enable.metrics.push", "false")
                .withDefault("metric.reporters", "");
    }
}
