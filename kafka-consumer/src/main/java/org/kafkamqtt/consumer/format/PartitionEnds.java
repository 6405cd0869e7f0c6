package org.kafkamqtt.consumer.format;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.feed.Feed;

/**
 * Where the partitions that are read begin and end, asked of the cluster at most once a second for each. The
 * formatting thread owns it.
 *
 * <p>The end is the one this reader can get to: under read_committed the last stable offset, else the high watermark.
 */
public final class PartitionEnds {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<TopicPartition, Answer> answers = new HashMap<>();
    private final Supplier<Feed> source;
    private @Nullable Feed feed;

    /**
     * Ends that a feed is asked for.
     *
     * @param source provides the feed; called once, when an end is first needed
     */
    public PartitionEnds(Supplier<Feed> source) {
        this.source = source;
    }

    /** Ends that nothing can be asked for. */
    public static PartitionEnds untold() {
        return new PartitionEnds(() -> {
            throw Failure.usage(
                    "-f uses %[, %| or %], where a partition begins and ends, which a member of a share group"
                            + " cannot find out");
        });
    }

    long beginning(String topic, int partition) {
        return answer(topic, partition).beginning();
    }

    long end(String topic, int partition) {
        return answer(topic, partition).end();
    }

    private Answer answer(String topic, int number) {
        TopicPartition partition = new TopicPartition(topic, number);
        long now = System.nanoTime();
        Answer known = answers.get(partition);
        if (known != null && now - known.at() < FRESH_NANOS) {
            return known;
        }
        Answer answer = ask(partition, now);
        answers.put(partition, answer);
        return answer;
    }

    private Answer ask(TopicPartition partition, long now) {
        Feed asked = feed;
        if (asked == null) {
            asked = source.get();
            feed = asked;
        }
        Set<TopicPartition> one = Set.of(partition);
        return new Answer(
                asked.beginningOffsets(one).getOrDefault(partition, -1L),
                asked.endOffsets(one).getOrDefault(partition, -1L),
                now);
    }

    private record Answer(long beginning, long end, long at) {}
}
