package org.kafkamqtt.consumer;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.Bytes;

/**
 * Standard output that is a pipe, in a group: only what its reader has taken out of the pipe may be committed.
 *
 * <p>The first records go one by one, each when the reader has taken the one before, so that {@code | head -5} leaves
 * exactly the sixth for the next run. Later ones go in pieces that a pipe takes whole or not at all.
 */
final class PipeSink implements Sink {
    /** POSIX promises at least 512; Linux has 4096. A write of this size is never cut in two by a reader that leaves. */
    private static final int WHOLE = 4096;

    private static final int ONE_BY_ONE = 1000;
    private static final int LARGE = 1 << 16;
    private static final long PATIENCE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long LAST_PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final OutputStream out;
    private final RecordFormat format;
    private final PipeGauge gauge;
    private final boolean eachRecord;
    private final PipeLedger ledger = new PipeLedger();
    private final Bytes bytes = new Bytes(2 * LARGE);
    private long written;
    private int alone;

    PipeSink(OutputStream out, RecordFormat format, PipeGauge gauge, boolean eachRecord) {
        this.out = out;
        this.format = format;
        this.gauge = gauge;
        this.eachRecord = eachRecord;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
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
    public void pass(ConsumerRecord<byte[], byte[]> record) {
        ledger.add(new TopicPartition(record.topic(), record.partition()), record.offset(), written + bytes.size());
    }

    @Override
    public void handOver() throws IOException {
        int size = bytes.size();
        for (int at = 0; at < size; at += WHOLE) {
            int length = Math.min(WHOLE, size - at);
            out.write(bytes.array(), at, length);
            written += length;
        }
        bytes.clear();
    }

    /** How many bytes were taken so far, written or not. */
    long taken() {
        return written + bytes.size();
    }

    /** How many bytes the reader has taken out of the pipe so far. */
    long read() throws IOException {
        return written - gauge.unread();
    }

    /** How many bytes wait in the pipe. */
    long unread() throws IOException {
        return gauge.unread();
    }

    /** Whether somebody is there to read. */
    boolean hasReader() {
        return gauge.hasReader();
    }

    /** Waits until the pipe is empty, a limited time. */
    private void awaitReader(long nanos) throws IOException {
        long deadline = System.nanoTime() + nanos;
        long pause = 2_000;
        while (gauge.unread() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(pause);
            pause = Math.min(1_000_000, pause * 2);
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        handOver();
        awaitReader(PATIENCE_NANOS);
        Map<TopicPartition, OffsetAndMetadata> read = survivors();
        return ledger.empty() ? positions : read;
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> survivors() {
        try {
            return ledger.through(written - gauge.unread());
        } catch (IOException e) {
            return ledger.through(written);
        }
    }

    /** Gives a reader who is still there the time to take what waits. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> finish(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        handOver();
        long deadline = System.nanoTime() + LAST_PATIENCE_NANOS;
        awaitReader(PATIENCE_NANOS);
        while (gauge.unread() > 0 && System.nanoTime() < deadline && gauge.hasReader()) {
            awaitReader(10 * PATIENCE_NANOS);
        }
        return settle(positions);
    }

    @Override
    public void released(Collection<TopicPartition> partitions) {
        partitions.forEach(ledger::forget);
    }

    @Override
    public void close() {}
}
