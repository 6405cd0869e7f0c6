package org.kafkamqtt.mqtt.broker.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.wire.KafkaReader;

/**
 * Readers of message topics: of all that is stable, undecided and aborted transactions too, since a producer that leaves one open must
 * not hold back what everybody else has published. They never make a topic.
 */
final class Readers {
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private Readers() {}

    /**
     * A reader that is connected to nothing yet.
     *
     * @param name for the brokers' logs
     * @param partitionBytes of one partition in one answer, unless a batch is larger
     */
    static KafkaReader open(KafkaSettings kafka, String name, int partitionBytes) {
        Map<String, Object> properties = kafka.as(ClientKind.CONSUMER).properties();
        properties.remove("group.id");
        properties.put("client.id", name);
        properties.put("allow.auto.create.topics", "false");
        properties.put("auto.offset.reset", "none");
        properties.put("isolation.level", "read_uncommitted");
        properties.put("max.partition.fetch.bytes", Integer.toString(partitionBytes));
        return new KafkaReader(properties, List.of());
    }

    /** The offset of the first record that is left; asks until there is an answer. */
    static long beginning(KafkaReader reader, TopicPartition partition) {
        while (true) {
            try {
                return reader.beginningOffsets(List.of(partition), ATTEMPT).getOrDefault(partition, 0L);
            } catch (TimeoutException e) {
                // The brokers are away.
            }
        }
    }

    /** The end of a partition; asks until there is an answer. */
    static long end(KafkaReader reader, TopicPartition partition) {
        while (true) {
            try {
                return reader.endOffsets(List.of(partition), ATTEMPT).getOrDefault(partition, 0L);
            } catch (TimeoutException e) {
                // The brokers are away.
            }
        }
    }
}
