package org.kafkamqtt.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.TopicCheck;

/** The partitions of topics, looked up before anything is read, so that a missing one is said at once. */
final class Topics {
    /** How long metadata may take before the cluster is asked why. */
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    private final Consumer<byte[], byte[]> consumer;
    private final KafkaSettings settings;

    Topics(Consumer<byte[], byte[]> consumer, KafkaSettings settings) {
        this.consumer = consumer;
        this.settings = settings;
    }

    /**
     * The partitions to read.
     *
     * @param chosen partitions of every topic; all if absent
     * @throws org.kafkamqtt.console.Failure status 6 if a topic or partition does not exist
     */
    List<TopicPartition> partitions(List<String> topics, Optional<SortedSet<Integer>> chosen) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : topics) {
            int count = count(topic);
            chosen.filter(list -> list.last() >= count).ifPresent(list -> {
                throw TopicCheck.missingPartition(topic, list.tailSet(count).first(), count);
            });
            for (int partition = 0; partition < count; partition++) {
                if (chosen.isEmpty() || chosen.get().contains(partition)) {
                    all.add(new TopicPartition(topic, partition));
                }
            }
        }
        return all;
    }

    /** How many partitions the topic has. */
    int count(String topic) {
        List<PartitionInfo> found;
        try {
            found = consumer.partitionsFor(topic, PATIENCE);
        } catch (TimeoutException e) {
            throw TopicCheck.whyMissing(settings, topic);
        }
        if (found == null || found.isEmpty()) {
            throw TopicCheck.whyMissing(settings, topic);
        }
        return found.stream()
                        .map(PartitionInfo::partition)
                        .max(Comparator.naturalOrder())
                        .orElse(0)
                + 1;
    }
}
