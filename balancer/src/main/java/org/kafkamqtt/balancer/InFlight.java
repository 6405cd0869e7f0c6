package org.kafkamqtt.balancer;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Records in flight to each partition, and their recent latency: the load signals that balancers learn.
 *
 * <p>Thread-safe; reading and counting are lock-free, only growing takes a lock.
 */
final class InFlight implements Learning {
    /** A latency's weight halves for each later one of about this many nanoseconds: peaks count at once, then fade. */
    private static final double DECAY_NANOS = 1e9;

    private volatile Counters counters = new Counters(16);

    private static final class Counters {
        final AtomicIntegerArray records;
        final AtomicLongArray bytes;
        /** Peak EWMA of the latency in nanoseconds, as the bits of a double. */
        final AtomicLongArray latency;

        Counters(int size) {
            records = new AtomicIntegerArray(size);
            bytes = new AtomicLongArray(size);
            latency = new AtomicLongArray(size);
        }
    }

    private Counters upTo(int partition) {
        Counters now = counters;
        return partition < now.records.length() ? now : grown(partition);
    }

    private synchronized Counters grown(int partition) {
        Counters old = counters;
        if (partition < old.records.length()) {
            return old;
        }
        Counters bigger = new Counters(Math.max(partition + 1, old.records.length() * 2));
        for (int i = 0; i < old.records.length(); i++) {
            bigger.records.set(i, old.records.get(i));
            bigger.bytes.set(i, old.bytes.get(i));
            bigger.latency.set(i, old.latency.get(i));
        }
        counters = bigger;
        return bigger;
    }

    int records(int partition) {
        Counters now = counters;
        return partition < now.records.length() ? now.records.get(partition) : 0;
    }

    long bytes(int partition) {
        Counters now = counters;
        return partition < now.bytes.length() ? now.bytes.get(partition) : 0;
    }

    /** Nanoseconds, 0 while unknown. */
    double latency(int partition) {
        Counters now = counters;
        return partition < now.latency.length() ? Double.longBitsToDouble(now.latency.get(partition)) : 0;
    }

    @Override
    public void sent(int partition, int size) {
        Counters now = upTo(partition);
        now.records.incrementAndGet(partition);
        now.bytes.addAndGet(partition, size);
    }

    @Override
    public void acknowledged(int partition, int size, long latencyNanos) {
        left(partition, size);
        observe(partition, latencyNanos);
    }

    @Override
    public void failed(int partition, int size) {
        left(partition, size);
        // A failure counts as a very slow answer.
        observe(partition, 10_000_000_000L);
    }

    private void left(int partition, int size) {
        Counters now = upTo(partition);
        now.records.decrementAndGet(partition);
        now.bytes.addAndGet(partition, -size);
    }

    private void observe(int partition, long nanos) {
        AtomicLongArray latency = upTo(partition).latency;
        while (true) {
            long bits = latency.get(partition);
            double known = Double.longBitsToDouble(bits);
            double weight = Math.exp(-nanos / DECAY_NANOS);
            double next = nanos > known ? nanos : known * weight + nanos * (1 - weight);
            if (latency.compareAndSet(partition, bits, Double.doubleToRawLongBits(next))) {
                return;
            }
        }
    }

    @Override
    public String toString() {
        int[] records = new int[counters.records.length()];
        Arrays.setAll(records, this::records);
        return Arrays.toString(records);
    }
}
