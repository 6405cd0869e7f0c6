package org.kafkamqtt.consumer.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.read.Handled;

/**
 * How far behind each partition is, by what is handled of it. Asks the cluster nothing: the client knows the ends from what it
 * fetches. The reading thread owns it.
 */
final class Lags {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final Map<TopicPartition, Long> before = new HashMap<>();
    /** Up to where those are handled of which more has come. */
    private final Map<TopicPartition, Long> behind = new HashMap<>();

    void assigned(Collection<TopicPartition> partitions) {
        partitions.forEach(before::remove);
        behind.keySet().removeAll(partitions);
    }

    void brought(Map<TopicPartition, Long> firsts) {
        behind.clear();
        behind.putAll(firsts);
    }

    void handled(Handled piece) {
        behind.computeIfPresent(piece.partition(), (partition, earlier) -> piece.last() + 1);
    }

    void done(TopicPartition partition) {
        behind.remove(partition);
    }

    /** How many partitions have records in hand that are not handled. */
    int inHand() {
        return behind.size();
    }

    /** Whether no lag was looked at yet. */
    boolean untold() {
        return before.isEmpty();
    }

    /**
     * Those of all partitions, in order.
     *
     * @param seconds since they were looked at last
     */
    List<PartitionLag> of(Feed feed, double seconds) {
        List<PartitionLag> lags = new ArrayList<>();
        for (TopicPartition partition : feed.assignment().stream().sorted(ORDER).toList()) {
            try {
                long fetched = feed.position(partition, Duration.ofMillis(1));
                OptionalLong lag = feed.currentLag(partition);
                OptionalLong end = lag.isPresent() ? OptionalLong.of(fetched + lag.getAsLong()) : OptionalLong.empty();
                long position = Math.min(fetched, behind.getOrDefault(partition, fetched));
                Long earlier = before.put(partition, position);
                double rate = earlier == null ? 0 : Math.max(0, position - earlier) / seconds;
                lags.add(new PartitionLag(partition, position, end, rate));
            } catch (TimeoutException e) {
                // Where it starts is not settled yet: there is nothing to tell of it.
                before.remove(partition);
            }
        }
        return lags;
    }
}
