package org.kafkamqtt.consumer.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.OutOfMemory;

/** Records that do not fit into memory: the client does not say which, but they are where reading would have continued. */
public final class TooLarge {
    private static final int NAMED = 3;

    private TooLarge() {}

    /**
     * Polls.
     *
     * @throws Failure naming the place of what does not fit
     */
    public static ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer, Duration wait) {
        try {
            return consumer.poll(wait);
        } catch (OutOfMemoryError e) {
            throw OutOfMemory.holding("the next batch at " + places(consumer), e);
        }
    }

    private static String places(Consumer<byte[], byte[]> consumer) {
        List<String> places = new ArrayList<>();
        List<TopicPartition> partitions = consumer.assignment().stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
        for (TopicPartition partition : partitions) {
            if (places.size() < NAMED) {
                places.add(partition + offset(consumer, partition));
            }
        }
        int more = partitions.size() - places.size();
        return String.join(", ", places) + (more > 0 ? " or one of " + more + " more partitions" : "");
    }

    private static String offset(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        try {
            return " offset " + consumer.position(partition, Duration.ofMillis(100));
        } catch (KafkaException | IllegalStateException e) {
            // Where it starts is not known yet.
            return "";
        }
    }
}
