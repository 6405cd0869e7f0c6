package org.kafkamqtt.consumer.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.OutOfMemory;
import org.kafkamqtt.kafka.fetch.Fetched;

/** Records that do not fit into memory: the client does not say which, but they are where reading would have continued. */
final class TooLarge {
    private static final int NAMED = 3;

    private TooLarge() {}

    /**
     * Polls.
     *
     * @throws Failure naming the place of what does not fit
     */
    static Fetched poll(Feed feed, Duration wait) {
        try {
            return feed.poll(wait);
        } catch (OutOfMemoryError e) {
            throw OutOfMemory.holding("the next batch at " + places(feed), e);
        }
    }

    private static String places(Feed feed) {
        List<String> places = new ArrayList<>();
        List<TopicPartition> partitions = feed.assignment().stream()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition))
                .toList();
        for (TopicPartition partition : partitions) {
            if (places.size() < NAMED) {
                places.add(partition + offset(feed, partition));
            }
        }
        int more = partitions.size() - places.size();
        return String.join(", ", places) + (more > 0 ? " or one of " + more + " more partitions" : "");
    }

    private static String offset(Feed feed, TopicPartition partition) {
        try {
            return " offset " + feed.position(partition, Duration.ofMillis(100));
        } catch (KafkaException | IllegalStateException e) {
            // Where it starts is not known yet.
            return "";
        }
    }
}
