package org.kafkamqtt.consumer.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.stream.PipeGauge;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Standard output that is a pipe, in a group: only what its reader has taken out of the pipe may be committed.
 *
 * <p>The first records go one by one, each when the reader has taken the one before, so that {@code | head -5} leaves
 * exactly the sixth for the next run. Later ones go in pieces that a pipe takes whole or not at all. A reader that pauses holds up only the
 * thread of the sink; what it has taken can be asked for meanwhile.
 *
 * <p>The owner of the sink owns it, except for what {@link Sink} calls thread-safe.
 */
public final class PipeSink implements Sink, Meter {
    /** POSIX promises at least 512; Linux has 4096. A write of this size is never cut in two by a reader that leaves. */
    private static final int WHOLE = 4096;

    private static final int ONE_BY_ONE = 1000;
    private static final int LARGE = 1 << 16;
    private static final long PATIENCE_NANOS = Duration.ofMillis(20).toNanos();
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(10);
    private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(500).toNanos();
    private static final long NEVER = Long.MIN_VALUE;

    private final OutputStream out;
    private final RecordFormat format;
    private final PipeGauge gauge;
    private final boolean eachRecord;
    private final LongSupplier clock;
    private final LongConsumer pause;
    private final OutputLedger ledger = new OutputLedger();
    private final Bytes bytes = new Bytes(2 * LARGE);
    private final AtomicLong hurriedAt = new AtomicLong(NEVER);
    private volatile long written;
    private int alone;

    public PipeSink(OutputStream out, RecordFormat format, PipeGauge gauge, boolean eachRecord) {
        this(out, format, gauge, eachRecord, System::nanoTime, LockSupport::parkNanos);
    }

    /**
     * The sink with a given clock.
     *
     * @param clock in nanoseconds
     * @param pause lets this many nanoseconds pass
     */
    PipeSink(
            OutputStream out,
            RecordFormat format,
            PipeGauge gauge,
            boolean eachRecord,
            LongSupplier clock,
            LongConsumer pause) {
        this.out = out;
        this.format = format;
        this.gauge = gauge;
        this.eachRecord = eachRecord;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public void take(LogRecord record) throws IOException {
        format.add(bytes, record);
        pass(record);
        if (alone < ONE_BY_ONE) {
            alone++;
            handOver();
            awaitReader(PATIENCE_NANOS);
        } else if (eachRecord || bytes.size() >= LARGE) {
            handOver();
        }
    }

    @Override
    public void pass(LogRecord record) {
        ledger.add(record, written + bytes.size());
    }

    /** Writes what was taken; a record that fits into a piece is not cut, so that a kill leaves no torn one in the pipe. */
    @Override
    public void handOver() throws IOException {
        ledger.publish();
        long begin = written;
        long end = begin + bytes.size();
        for (long at = begin; at < end; ) {
            long next = Math.min(end, ledger.lastEnd(at, at + WHOLE).orElse(at + WHOLE));
            out.write(bytes.array(), (int) (at - begin), (int) (next - at));
            // Others must never see more than what is in the pipe.
            written = next;
            at = next;
        }
        bytes.clear();
    }

    /** In bytes, written or not. */
    @Override
    public long taken() {
        return written + bytes.size();
    }

    /** What the reader has taken out of the pipe by now, or a moment ago: asked in this order it is never too much. */
    @Override
    public long arrived() throws IOException {
        long before = written;
        return before - gauge.unread();
    }

    @Override
    public boolean deliver(boolean last, BooleanSupplier stopped) throws IOException {
        finish(Map.of());
        while (gauge.unread() > 0 && !stopped.getAsBoolean()) {
            if (!gauge.hasReader()) {
                return false;
            }
            finish(Map.of());
        }
        return true;
    }

    /** Waits for the pipe to be empty, for a limited time. */
    private void awaitReader(long nanos) throws IOException {
        long deadline = clock.getAsLong() + nanos;
        long rest = 2_000;
        while (gauge.unread() > 0 && clock.getAsLong() < deadline) {
            pause.accept(rest);
            rest = Math.min(1_000_000, rest * 2);
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        handOver();
        awaitReader(PATIENCE_NANOS);
        return ledger.settled(readForSure(), positions);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> survivors() {
        return ledger.through(readForSure());
    }

    private long readForSure() {
        try {
            return arrived();
        } catch (IOException e) {
            return written;
        }
    }

    /** Gives a reader that is still there time to take what is in the pipe: any time, unless the run is to stop. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> finish(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        handOver();
        awaitReader(PATIENCE_NANOS);
        long rest = PATIENCE_NANOS;
        while (gauge.unread() > 0 && !impatient() && gauge.hasReader()) {
            rest = Math.min(LONGEST_PAUSE_NANOS, rest * 2);
            awaitReader(rest);
        }
        return settle(positions);
    }

    private boolean impatient() {
        long since = hurriedAt.get();
        return since != NEVER && clock.getAsLong() - since >= LAST_PATIENCE.toNanos();
    }

    @Override
    public void ending() {
        hurriedAt.compareAndSet(NEVER, clock.getAsLong());
    }

    @Override
    public Duration patience() {
        return LAST_PATIENCE;
    }

    @Override
    public Optional<Meter> meter() {
        return Optional.of(this);
    }

    @Override
    public OptionalLong reached(TopicPartition partition) {
        return ledger.reached(partition);
    }

    @Override
    public long inHand(Collection<TopicPartition> partitions) {
        survivors();
        return ledger.unread(partitions);
    }

    @Override
    public void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(ledger::forget);
    }

    @Override
    public void close() {}
}
