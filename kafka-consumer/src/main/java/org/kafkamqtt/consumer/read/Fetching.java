package org.kafkamqtt.consumer.read;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions the client fetches from: those that the sink cannot take yet wait. Not thread-safe; the reading thread owns it.
 */
final class Fetching {
    private final Consumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> waiting = new HashSet<>();

    Fetching(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
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
        consumer.pause(waiting);
    }

    void pauseAll() {
        consumer.pause(consumer.assignment());
    }

    /** Fetches from all partitions that do not wait. */
    void resume() {
        Set<TopicPartition> ready = new HashSet<>(consumer.assignment());
        ready.removeAll(waiting);
        consumer.resume(ready);
    }
}
