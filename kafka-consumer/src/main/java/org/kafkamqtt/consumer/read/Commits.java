package org.kafkamqtt.consumer.read;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.select.TopicFacts;

/** Commits for a group what is new to it, and remembers what was committed. Not thread-safe; the reading thread owns it. */
final class Commits {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration TRY = Duration.ofSeconds(2);
    private static final Duration LAST = Duration.ofSeconds(10);

    private final Feed feed;
    private final Holdings holdings;
    private final boolean wanted;
    private final Duration limit;
    private final Stop stop;
    private final Watcher watcher;
    private final TopicFacts topics;
    private final LongSupplier clock;

    Commits(
            Feed feed,
            Holdings holdings,
            ReadSettings settings,
            Stop stop,
            Watcher watcher,
            TopicFacts topics,
            LongSupplier clock) {
        this.topics = topics;
        this.clock = clock;
        this.feed = feed;
        this.holdings = holdings;
        this.wanted = settings.commits();
        this.limit =
                Duration.ofNanos(Math.min(LONGEST.toNanos(), settings.patience().nanos()));
        this.stop = stop;
        this.watcher = watcher;
    }

    /** Commits what is settled of our partitions; false if the group is about to change, so that this has to be tried again. */
    boolean commit(Map<TopicPartition, OffsetAndMetadata> settled) {
        Map<TopicPartition, OffsetAndMetadata> news = wanted ? holdings.news(settled) : Map.of();
        if (news.isEmpty()) {
            return true;
        }
        try {
            holdings.committed(commitOnce(news));
            return true;
        } catch (CommitFailedException | RebalanceInProgressException e) {
            watcher.commitRefused(e);
            return false;
        }
    }

    /** Commits in short tries, since the client would go on trying for a topic that is deleted meanwhile; returns what was committed. */
    private Map<TopicPartition, OffsetAndMetadata> commitOnce(Map<TopicPartition, OffsetAndMetadata> settled) {
        long deadline = clock.getAsLong() + (stop.requested() ? LAST : limit).toNanos();
        while (true) {
            Map<TopicPartition, OffsetAndMetadata> good = topics.committable(settled);
            if (good.isEmpty()) {
                return good;
            }
            try {
                feed.commitSync(good, TRY);
                return good;
            } catch (WakeupException e) {
                // The request to stop came in the middle: it is known by now, and the commit still has to be made.
                deadline = Math.min(deadline, clock.getAsLong() + LAST.toNanos());
            } catch (TimeoutException e) {
                if (clock.getAsLong() > deadline) {
                    throw e;
                }
            }
        }
    }
}
