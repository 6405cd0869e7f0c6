package org.kafkamqtt.consumer.watch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.read.Handled;
import org.kafkamqtt.consumer.read.Holdings;
import org.kafkamqtt.consumer.read.Watcher;

/** Several watchers, told one after the other. */
public record Watchers(List<Watcher> all) implements Watcher {
    public Watchers {
        all = List.copyOf(all);
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        all.forEach(watcher -> watcher.assigned(partitions));
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions) {
        all.forEach(watcher -> watcher.revoked(partitions));
    }

    @Override
    public void lost(Collection<TopicPartition> partitions) {
        all.forEach(watcher -> watcher.lost(partitions));
    }

    @Override
    public void waiting(Collection<TopicPartition> partitions) {
        all.forEach(watcher -> watcher.waiting(partitions));
    }

    @Override
    public void commitRefused(RuntimeException e) {
        all.forEach(watcher -> watcher.commitRefused(e));
    }

    @Override
    public void repeated(List<Holdings.Loss> losses) {
        all.forEach(watcher -> watcher.repeated(losses));
    }

    @Override
    public void leftBehind(long records) {
        all.forEach(watcher -> watcher.leftBehind(records));
    }

    @Override
    public void said(String sentence) {
        all.forEach(watcher -> watcher.said(sentence));
    }

    @Override
    public void brought(Map<TopicPartition, Long> firsts) {
        all.forEach(watcher -> watcher.brought(firsts));
    }

    @Override
    public void done(TopicPartition partition) {
        all.forEach(watcher -> watcher.done(partition));
    }

    @Override
    public void turn(Feed feed, long taken) {
        all.forEach(watcher -> watcher.turn(feed, taken));
    }

    @Override
    public void handled(Handled piece) {
        all.forEach(watcher -> watcher.handled(piece));
    }

    @Override
    public void ended() {
        all.forEach(Watcher::ended);
    }
}
