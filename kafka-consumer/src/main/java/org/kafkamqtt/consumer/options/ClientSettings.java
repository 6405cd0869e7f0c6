package org.kafkamqtt.consumer.options;

import org.kafkamqtt.consumer.settings.Road;
import org.kafkamqtt.kafka.KafkaSettings;

/** Settings of the Kafka client that suit a tool: no automatic commits, no topic created by reading. */
final class ClientSettings {
    private ClientSettings() {}

    /** Adds what the user left open and what the tool relies on. Measured with {@code bench/consumer}. */
    static KafkaSettings complete(KafkaSettings settings) {
        return settings.with("enable.auto.commit", "false", "the tool")
                .withDefault(
                        "isolation.level",
                        settings.value("group.id").isPresent() ? "read_committed" : "read_uncommitted")
                .withDefault("auto.offset.reset", "earliest")
                .withDefault("allow.auto.create.topics", "false")
                .withDefault("max.poll.records", Road.MOST_AT_ONCE)
                .withDefault("receive.buffer.bytes", "1048576")
                .withDefault("check.crcs", "true")
                .withDefault("client.id", "kafka-consumer")
                // New partitions of a topic are seen within half a minute instead of five.
                .withDefault("metadata.max.age.ms", "30000")
                .withDefault("enable.metrics.push", "false")
                .withDefault("metric.reporters", "");
    }
}
