package org.kafkamqtt.consumer.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.consumer.sink.CommitPolicy;
import org.kafkamqtt.kafka.fetch.Portion;

/**
 * What a run has handled, up to where in each partition, and how much of that the group knows. Not thread-safe; the reading thread owns
 * it.
 */
final class ReadLedger {
    private final Holdings holdings;
    private final Commits commits;
    private final CommitPolicy policy;
    private final Watcher watcher;
    private final LongSupplier clock;
    private final Counts counts = new Counts();
    private long uncommitted;
    private long committedAt;
    private long repeats;

    ReadLedger(Holdings holdings, Commits commits, CommitPolicy policy, Watcher watcher, LongSupplier clock) {
        this.holdings = holdings;
        this.commits = commits;
        this.policy = policy;
        this.watcher = watcher;
        this.clock = clock;
        this.committedAt = clock.getAsLong();
    }

    Holdings holdings() {
        return holdings;
    }

    Counts counts() {
        return counts;
    }

    /** These have come. */
    void brought(List<Portion> portions) {
        Map<TopicPartition, Long> firsts = new HashMap<>();
        for (Portion portion : portions) {
            if (!portion.isEmpty()) {
                firsts.putIfAbsent(of(portion), portion.firstOffset());
            }
        }
        watcher.brought(firsts);
    }

    /** These records are about to be handled. */
    void begin(List<Portion> portions) {
        for (Portion portion : portions) {
            if (!portion.isEmpty()) {
                holdings.begins(of(portion), portion.firstOffset());
            }
        }
    }

    private static TopicPartition of(Portion portion) {
        return new TopicPartition(portion.topic(), portion.partition());
    }

    /** Takes over from the slice what was handled of it, while no deed is running. */
    void add(Slice slice) {
        for (Handled piece : slice.drainHandled()) {
            holdings.handled(piece.partition(), piece.next());
            counts.handled(piece.records());
            uncommitted += piece.records();
            watcher.handled(piece);
        }
        counts.taken(slice.drainTaken());
    }

    /**
     * After the last record there may be transaction markers, which count as handled as well.
     *
     * @param whole whether every record of a partition was handled
     */
    void passMarkers(List<Portion> portions, Slice.Ends ends, Predicate<TopicPartition> whole) {
        for (Portion portion : portions) {
            TopicPartition partition = of(portion);
            if (whole.test(partition) && holdings.has(partition) && portion.nextOffset() <= ends.endOf(partition)) {
                holdings.handled(partition, Handled.position(portion.nextOffset(), portion.nextEpoch()));
                watcher.done(partition);
            }
        }
    }

    /** How many more records may be handled before a commit is due. */
    long untilDue() {
        return Math.max(1, policy.records() - uncommitted);
    }

    boolean due() {
        return policy.due(uncommitted, clock.getAsLong() - committedAt);
    }

    /** The same while the sink is busy, when it is not known how much is done. */
    boolean dueMeanwhile() {
        return policy.due(Math.max(1, uncommitted), clock.getAsLong() - committedAt);
    }

    /** Commits what can be committed of it; false if the group is about to change, so that this has to be tried again. */
    boolean commit(Map<TopicPartition, OffsetAndMetadata> settled) {
        return commits.commit(settled);
    }

    /** Commits a part of what was handled, in the middle of the rest. */
    void commitMeanwhile(Map<TopicPartition, OffsetAndMetadata> done) {
        if (commits.commit(done)) {
            committedAt = clock.getAsLong();
        }
    }

    /** Commits all that was handled; it can no longer become void. */
    void settle(Map<TopicPartition, OffsetAndMetadata> settled) {
        if (commits.commit(settled)) {
            committedAt = clock.getAsLong();
            uncommitted = 0;
            counts.keep();
        }
    }

    /** What was handled since the last commit is void. */
    void rewind() {
        holdings.rewound();
        uncommitted = 0;
        counts.rewind();
    }

    /** Reports what others read again, as far as that is known. */
    void sayLosses() {
        say(holdings.losses());
    }

    /** Reports what was handled and can no longer be committed. */
    void sayUncommitted(Function<TopicPartition, OptionalLong> reached) {
        say(holdings.uncommitted(reached));
    }

    private void say(List<Holdings.Loss> losses) {
        if (!losses.isEmpty()) {
            repeats += losses.stream().mapToLong(Holdings.Loss::records).sum();
            watcher.repeated(losses);
        }
    }

    /** How many records at most were reported to be read again. */
    long repeats() {
        return repeats;
    }
}
