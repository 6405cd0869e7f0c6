package org.kafkamqtt.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.console.ClosedPipe;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.Tally;

/**
 * Reads records until what was asked for is done, hands them to the sink, and commits what the sink has settled: never more,
 * and at the end never less.
 *
 * <p>One thread: a wish to stop only wakes it up.
 */
final class ReadLoop implements ConsumerRebalanceListener {
    /** The classic and the new protocol both tell members every 3 to 5 seconds. */
    private static final Duration WITHOUT_PARTITIONS = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration COMMIT = Duration.ofSeconds(60);
    private static final Duration LAST_COMMIT = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final Sink sink;
    private final Starts starts;
    private final RecordFilter filter;
    private final Limits limits;
    private final boolean commits;
    private final CommitPolicy policy;
    private final Stop stop;
    private final Watcher watcher;
    private final BrokerWatch brokers;
    private final Duration commitLimit;
    private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    private final Set<TopicPartition> waiting = new HashSet<>();
    private boolean everAssigned;
    private long hadPartitions = System.nanoTime();
    private boolean finished;
    private long uncommitted;
    private long committedAt = System.nanoTime();
    private long taken;
    private long handled;

    ReadLoop(
            Consumer<byte[], byte[]> consumer,
            Sink sink,
            Starts starts,
            RecordFilter filter,
            ReadSettings settings,
            Stop stop,
            Watcher watcher) {
        this.consumer = consumer;
        this.sink = sink;
        this.starts = starts;
        this.filter = filter;
        this.limits = settings.limits();
        this.commits = settings.commits();
        this.policy = settings.commitPolicy();
        this.stop = stop;
        this.watcher = watcher;
        this.commitLimit =
                Duration.ofNanos(Math.min(COMMIT.toNanos(), settings.patience().nanos()));
        this.brokers = new BrokerWatch(consumer::poll, consumer::metrics, settings.patience());
    }

    /** Reads; answers why it ended. */
    Ending run() throws IOException {
        stop.onRequest(consumer::wakeup);
        try {
            Ending ending = read();
            watcher.ended();
            finish();
            return ending;
        } catch (Unfinished e) {
            return unfinished(e);
        } catch (ClosedPipe e) {
            return closedPipe();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ClosedPipe) {
                return closedPipe();
            }
            throw e.getCause();
        }
    }

    private void finish() throws IOException {
        try {
            commit(sink.finish(Map.copyOf(positions)));
        } catch (Rewind e) {
            // Neither written nor committed: the next run begins there.
            watcher.commitRefused(e);
        }
        finished = true;
    }

    /** What was done before the record that could not be finished is committed; it comes again in the next run. */
    private Ending unfinished(Unfinished e) {
        commit(positions);
        finished = true;
        if (stop.requested()) {
            return Ending.STOPPED;
        }
        throw e.failure();
    }

    private Ending closedPipe() {
        commit(sink.survivors());
        finished = true;
        return Ending.CLOSED_PIPE;
    }

    private Ending read() throws IOException {
        long begun = System.nanoTime();
        long heard = begun;
        while (true) {
            if (stop.requested()) {
                return Ending.STOPPED;
            }
            if (taken >= limits.records()) {
                return Ending.COUNT;
            }
            if (everAssigned && atEnd()) {
                return Ending.END;
            }
            if (!waiting.isEmpty()) {
                place(List.copyOf(waiting));
            }
            ConsumerRecords<byte[], byte[]> records = brokers.poll(limits.within(POLL));
            watcher.turn(consumer, taken);
            long now = System.nanoTime();
            if (!records.isEmpty()) {
                heard = now;
            }
            try {
                handle(records);
            } catch (Rewind e) {
                rewind(e);
            }
            if (limits.over(now - begun, now - heard)) {
                return Ending.TIMED_OUT;
            }
        }
    }

    /**
     * Whether there is nothing more to come. A member without partitions waits for its share: groups hand out nothing before
     * others have let go, so only having nothing for long means that there is nothing for us.
     */
    private boolean atEnd() {
        if (!starts.bounded()) {
            return false;
        }
        Set<TopicPartition> assignment = consumer.assignment();
        if (!assignment.isEmpty()) {
            hadPartitions = System.nanoTime();
        }
        return assignment.isEmpty()
                ? System.nanoTime() - hadPartitions >= WITHOUT_PARTITIONS.toNanos()
                : starts.allReached(assignment);
    }

    private void rewind(Rewind e) {
        watcher.commitRefused(e);
        positions.clear();
        uncommitted = 0;
        starts.rewind(consumer.assignment());
    }

    private void handle(ConsumerRecords<byte[], byte[]> records) throws IOException {
        boolean whole = true;
        for (TopicPartition partition : records.partitions()) {
            whole &= handle(partition, records.records(partition));
        }
        sink.handOver();
        if (whole) {
            // Beyond the last record there may be markers of transactions, which are done with as well.
            records.nextOffsets().forEach((partition, next) -> {
                if (next.offset() <= starts.endOf(partition)) {
                    positions.put(partition, next);
                }
            });
        }
        commitIfDue();
    }

    /** Hands over the records of one partition; false if not all were wanted. */
    private boolean handle(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) throws IOException {
        long end = starts.endOf(partition);
        int done = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (taken >= limits.records() || record.offset() >= end || stop.requested()) {
                break;
            }
            if (filter.wants(record)) {
                sink.take(record);
                taken++;
            } else {
                sink.pass(record);
            }
            done++;
            handled++;
            if (++uncommitted >= policy.records() || sink.atOnce()) {
                mark(partition, record);
                commitIfDue();
            }
        }
        if (done > 0) {
            mark(partition, records.get(done - 1));
            watcher.handled(partition, records, done);
        }
        return done == records.size();
    }

    private void mark(TopicPartition partition, ConsumerRecord<byte[], byte[]> last) {
        positions.put(partition, new OffsetAndMetadata(last.offset() + 1, last.leaderEpoch(), ""));
    }

    private void commitIfDue() throws IOException {
        if (policy.due(uncommitted, System.nanoTime() - committedAt) || sink.wantsToSettle()) {
            settle();
        }
    }

    private void settle() throws IOException {
        if (commit(sink.settle(Map.copyOf(positions)))) {
            uncommitted = 0;
            committedAt = System.nanoTime();
        }
    }

    /** Commits what is settled; false if the group is about to change, which leads here again. */
    private boolean commit(Map<TopicPartition, OffsetAndMetadata> settled) {
        if (!commits || settled.isEmpty()) {
            return true;
        }
        try {
            commitOnce(settled);
            return true;
        } catch (CommitFailedException | RebalanceInProgressException e) {
            watcher.commitRefused(e);
            return false;
        }
    }

    private void commitOnce(Map<TopicPartition, OffsetAndMetadata> settled) {
        try {
            consumer.commitSync(settled, stop.requested() ? LAST_COMMIT : commitLimit);
        } catch (WakeupException e) {
            // The wish to stop came in the middle: it is known by now, and the commit still has to be made.
            consumer.commitSync(settled, LAST_COMMIT);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        everAssigned = true;
        hadPartitions = System.nanoTime();
        place(partitions);
        watcher.assigned(partitions);
    }

    private void place(Collection<TopicPartition> partitions) {
        Sink.Assigned answer = assigned(partitions);
        Set<TopicPartition> ready = new HashSet<>(partitions);
        ready.removeAll(answer.waiting());
        starts.assigned(ready, answer.known());
        waiting.removeAll(ready);
        consumer.resume(ready);
        if (!answer.waiting().isEmpty()) {
            consumer.pause(answer.waiting());
            if (waiting.addAll(answer.waiting())) {
                watcher.waiting(answer.waiting());
            }
        }
    }

    private Sink.Assigned assigned(Collection<TopicPartition> partitions) {
        try {
            return sink.assigned(partitions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        try {
            if (!finished) {
                settle();
            }
        } catch (Rewind e) {
            // Whoever gets the partitions goes back by itself.
            watcher.commitRefused(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            release(partitions);
        }
        watcher.revoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        release(partitions);
        watcher.lost(partitions);
    }

    private void release(Collection<TopicPartition> partitions) {
        List<TopicPartition> gone = new ArrayList<>(partitions);
        gone.forEach(positions::remove);
        gone.forEach(waiting::remove);
        try {
            sink.released(gone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What became of the records, given how many of those that were taken failed. */
    Tally.Counts counts(long failed) {
        return new Tally.Counts(handled, taken, taken - failed, failed, handled - taken);
    }
}
