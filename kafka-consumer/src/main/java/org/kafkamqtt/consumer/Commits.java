package org.kafkamqtt.consumer;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.console.Stop;

/** Commits for a group what is news to it, and remembers what it was told. The reading thread owns it. */
final class Commits {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LAST = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Holdings holdings;
    private final boolean wanted;
    private final Duration limit;
    private final Stop stop;
    private final Watcher watcher;

    Commits(Consumer<byte[], byte[]> consumer, Holdings holdings, ReadSettings settings, Stop stop, Watcher watcher) {
        this.consumer = consumer;
        this.holdings = holdings;
        this.wanted = settings.commits();
        this.limit =
                Duration.ofNanos(Math.min(LONGEST.toNanos(), settings.patience().nanos()));
        this.stop = stop;
        this.watcher = watcher;
    }

    /** Commits what is settled, of partitions that are ours; false if the group is about to change, so that it is to be tried again. */
    boolean commit(Map<TopicPartition, OffsetAndMetadata> settled) {
        Map<TopicPartition, OffsetAndMetadata> news = wanted ? holdings.news(settled) : Map.of();
        if (news.isEmpty()) {
            return true;
        }
        try {
            commitOnce(news);
            holdings.committed(news);
            return true;
        } catch (CommitFailedException | RebalanceInProgressException e) {
            watcher.commitRefused(e);
            return false;
        }
    }

    private void commitOnce(Map<TopicPartition, OffsetAndMetadata> settled) {
        try {
            consumer.commitSync(settled, stop.requested() ? LAST : limit);
        } catch (WakeupException e) {
            // The wish to stop came in the middle: it is known by now, and the commit still has to be made.
            consumer.commitSync(settled, LAST);
        }
    }
}
