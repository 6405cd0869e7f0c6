package org.kafkamqtt.producer;

import org.kafkamqtt.kafka.KafkaSettings;

/** Settings of the Kafka client that suit a tool: few large batches, honest deadlines, a quick start. */
final class ClientSettings {
    private ClientSettings() {}

    /** Adds what the user left open. Measured by {@code bench/producer}. */
    static KafkaSettings complete(KafkaSettings settings) {
        return settings.withDefault("acks", "all")
                .withDefault("batch.size", "524288")
                .withDefault("linger.ms", "5")
                .withDefault("buffer.memory", "50331648")
                .withDefault("max.request.size", "16777216")
                // A lost broker is reported by delivery.timeout.ms; until then the reader waits.
                .withDefault("max.block.ms", "180000")
                .withDefault("client.id", "kafka-producer")
                .withDefault("enable.metrics.push", "false")
                .withDefault("metric.reporters", "");
    }
}
