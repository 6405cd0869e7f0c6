package org.kafkamqtt.console.report;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long acknowledgements took, from handing over what is acknowledged on. Thread-safe: guarded by its own lock. */
public final class Latencies {
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Histogram micros = new Histogram(LONGEST_MICROS, 2);

    /** Adds one. */
    public void record(long nanos) {
        record(nanos, 1);
    }

    /** Adds this many that took the same time. */
    public synchronized void record(long nanos, long count) {
        micros.recordValueWithCount(Math.min(LONGEST_MICROS, Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos))), count);
    }

    /** Milliseconds that this percentage of the acknowledgements did not exceed. */
    public synchronized double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
