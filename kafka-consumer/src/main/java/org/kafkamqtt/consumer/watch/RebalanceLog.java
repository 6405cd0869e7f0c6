package org.kafkamqtt.consumer.watch;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.consumer.read.Holdings;
import org.kafkamqtt.consumer.read.Watcher;

/** Says on standard error which partitions come and go, if that is wanted, and which commits were refused, always. */
public final class RebalanceLog implements Watcher {
    private final Console console;
    private final boolean grouped;
    private final boolean wanted;

    public RebalanceLog(Console console, boolean grouped, boolean wanted) {
        this.console = console;
        this.grouped = grouped;
        this.wanted = wanted;
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        say("assigned", partitions);
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions) {
        say("revoked", partitions);
    }

    @Override
    public void lost(Collection<TopicPartition> partitions) {
        say("lost", partitions);
    }

    @Override
    public void waiting(Collection<TopicPartition> partitions) {
        console.say("waiting for another process that holds the files of " + list(partitions));
    }

    @Override
    public void said(String sentence) {
        console.say(sentence);
    }

    private void say(String what, Collection<TopicPartition> partitions) {
        if (wanted && grouped) {
            console.say("partitions " + what + ": " + list(partitions));
        }
    }

    static String list(Collection<TopicPartition> partitions) {
        Map<String, TreeSet<Integer>> byTopic = new TreeMap<>();
        partitions.forEach(partition ->
                byTopic.computeIfAbsent(partition.topic(), t -> new TreeSet<>()).add(partition.partition()));
        return byTopic.isEmpty() ? "none" : byTopic.toString().replaceAll("[{}]", "");
    }

    @Override
    public void commitRefused(RuntimeException e) {
        if (wanted) {
            console.say("a commit came during a rebalance and was not made: " + Reason.of(e));
        }
    }

    @Override
    public void repeated(List<Holdings.Loss> losses) {
        long records = losses.stream().mapToLong(Holdings.Loss::records).sum();
        console.say("the group took partitions away before up to " + records
                + " records that are written could be committed: their new owners may read these again ("
                + list(losses.stream().map(Holdings.Loss::partition).toList()) + ")");
    }

    @Override
    public void leftBehind(long records) {
        console.say("stopped waiting: " + records
                + (grouped
                        ? " records are still being written and not committed; they will be read again"
                        : " records are still being written and not settled, and no group keeps the place (-g)"));
    }
}
