package org.kafkamqtt.consumer.read;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.consumer.feed.Feed;

/**
 * Which partitions the client fetches from: those that the sink cannot take yet wait. Not thread-safe; the reading thread owns it.
 */
final class Fetching {
    private final Feed feed;
    private final Set<TopicPartition> waiting = new HashSet<>();

    Fetching(Feed feed) {
        this.feed = feed;
    }

    /** These wait from now on. */
    void hold(Collection<TopicPartition> partitions) {
        waiting.addAll(partitions);
    }

    /** These no longer wait, whether they are read or not. */
    void drop(Collection<TopicPartition> partitions) {
        waiting.removeAll(partitions);
    }

    /** Those that wait. */
    List<TopicPartition> waiting() {
        return List.copyOf(waiting);
    }

    /** Those of the partitions that wait. */
    Set<TopicPartition> waitingOf(Collection<TopicPartition> partitions) {
        Set<TopicPartition> still = new HashSet<>(partitions);
        still.retainAll(waiting);
        return still;
    }

    void pauseWaiting() {
        feed.pause(waiting);
    }

    void pauseAll() {
        feed.pause(feed.assignment());
    }

    /** Fetches from all partitions that do not wait. */
    void resume() {
        Set<TopicPartition> ready = new HashSet<>(feed.assignment());
        ready.removeAll(waiting);
        feed.resume(ready);
    }
}
