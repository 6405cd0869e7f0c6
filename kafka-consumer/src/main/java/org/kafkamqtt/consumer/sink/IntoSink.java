package org.kafkamqtt.consumer.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * A command that gets each record as a line and reports how many of its lines it has settled: only those may be committed.
 *
 * <p>A command that pauses holds up only the thread of the sink, once the window is full; what it has settled can be asked for
 * meanwhile. It is started when it is first needed, so that it is not started at all if the cluster cannot be reached.
 *
 * <p>The owner of the sink owns it, except for what {@link Sink} calls thread-safe.
 */
public final class IntoSink implements Sink, Meter {
    private static final int PIECE = 1 << 16;
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long LAST_PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Supplier<Lines> command;
    private final RecordFormat format;
    private final CommitPolicy policy;
    private final LongSupplier clock;
    private final OutputLedger ledger = new OutputLedger();
    private final Bytes bytes = new Bytes(PIECE);
    private final AtomicReference<@Nullable Lines> started = new AtomicReference<>();
    private final AtomicBoolean hurried = new AtomicBoolean();
    private volatile boolean ending;
    private boolean refused;
    private boolean finished;
    private long waiting;
    private long toldSettled;
    private long toldAt;

    /**
     * Makes the sink.
     *
     * @param command starts it
     * @param format one line for each record; it throws {@link Unfinished} for a record that is not one line
     * @param policy when settled records are committed
     * @param clock in nanoseconds
     */
    public IntoSink(Supplier<Lines> command, RecordFormat format, CommitPolicy policy, LongSupplier clock) {
        this.command = command;
        this.format = format;
        this.policy = policy;
        this.clock = clock;
        this.toldAt = clock.getAsLong();
    }

    private Lines lines() {
        Lines lines = started.get();
        if (lines == null) {
            lines = command.get();
            started.set(lines);
            if (ending) {
                lines.hurry(LAST_PATIENCE_NANOS);
            }
        }
        return lines;
    }

    @Override
    public void take(LogRecord record) throws IOException {
        Lines lines = lines();
        bytes.clear();
        try {
            format.add(bytes, record);
        } catch (Unfinished e) {
            refused = true;
            throw e;
        }
        makeRoom(lines, bytes.size());
        ledger.add(record, lines.add(bytes.array(), 0, bytes.size()));
        waiting += bytes.size();
        if (waiting >= PIECE) {
            handOver();
        }
    }

    /** A record that is left out is settled with the line before it. */
    @Override
    public void pass(LogRecord record) {
        ledger.add(record, taken());
    }

    /** Waits for room in the window; in a hurry this line goes beyond it, so that the thread becomes free. */
    private void makeRoom(Lines lines, long size) {
        if (lines.hasRoom(size)) {
            return;
        }
        handOver();
        awaitCommand(() -> {
            boolean room = false;
            while (!room && !hurried.getAndSet(false)) {
                room = lines.awaitRoom(size, LOOK_NANOS);
            }
            return room;
        });
    }

    @Override
    public void handOver() {
        Lines lines = lines();
        ledger.publish();
        lines.flush();
        waiting = 0;
        lines.trouble().ifPresent(IntoSink::fail);
    }

    private static void fail(Failure failure) {
        throw Unfinished.inAnyCase(failure);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions) {
        if (refused) {
            conclude();
        }
        ledger.publish();
        Lines lines = started.get();
        if (lines != null && lines.trouble().isEmpty()) {
            lines.flush();
        }
        toldSettled = arrived();
        toldAt = clock.getAsLong();
        return ledger.settled(toldSettled, positions);
    }

    /** Nothing follows a record that is not one line; of those before it as many as possible are brought to an end. */
    private void conclude() {
        try {
            closeInput();
        } catch (Unfinished e) {
            // The run fails already, and its message names the cause of this.
            return;
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> finish(Map<TopicPartition, OffsetAndMetadata> positions) {
        closeInput();
        return settle(positions);
    }

    /** Closes the input of the command, once, and waits for its last answers and its end. */
    private void closeInput() {
        if (!finished) {
            finished = true;
            handOver();
            Lines lines = lines();
            awaitCommand(() -> {
                lines.finish(PATIENCE_NANOS);
                return true;
            });
        }
    }

    /** What is settled and not yet reported is to be committed even if no record follows. */
    @Override
    public boolean wantsToSettle() {
        return policy.due(arrived() - toldSettled, clock.getAsLong() - toldAt);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> survivors() {
        return ledger.through(arrived());
    }

    @Override
    public long taken() {
        Lines lines = started.get();
        return lines == null ? 0 : lines.added();
    }

    @Override
    public long arrived() {
        Lines lines = started.get();
        return lines == null ? 0 : lines.settled();
    }

    @Override
    public boolean deliver(boolean last, BooleanSupplier stopped) {
        handOver();
        Lines lines = lines();
        boolean all = awaitCommand(() -> {
            boolean settled = false;
            while (!last && !settled && !stopped.getAsBoolean()) {
                settled = lines.awaitSettled(lines.added(), LOOK_NANOS);
            }
            return settled;
        });
        if (!all) {
            finish(Map.of());
        }
        return true;
    }

    /** Waits for the command; its trouble ends the run after what is settled has been committed. */
    private static boolean awaitCommand(Wait wait) {
        try {
            return wait.done();
        } catch (Failure e) {
            throw Unfinished.inAnyCase(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private interface Wait {
        boolean done() throws InterruptedException;
    }

    @Override
    public boolean converses() {
        return true;
    }

    @Override
    public Optional<Meter> meter() {
        return Optional.of(this);
    }

    @Override
    public OptionalLong reached(TopicPartition partition) {
        return ledger.reached(partition);
    }

    /** A command in trouble is not waited for. */
    @Override
    public long inHand(Collection<TopicPartition> partitions) {
        survivors();
        Lines lines = started.get();
        return lines == null || lines.trouble().isPresent() ? 0 : ledger.unread(partitions);
    }

    @Override
    public void hurry(Collection<TopicPartition> partitions) {
        hurried.set(true);
    }

    @Override
    public void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(ledger::forget);
    }

    @Override
    public void ending() {
        ending = true;
        hurried.set(true);
        Lines lines = started.get();
        if (lines != null) {
            lines.hurry(LAST_PATIENCE_NANOS);
        }
    }

    /** Longer than the command is waited for, so that it is this sink that reports how it went. */
    @Override
    public Duration patience() {
        return Duration.ofSeconds(20);
    }

    @Override
    public void close() {
        Lines lines = started.get();
        if (lines != null) {
            lines.close();
        }
    }
}
