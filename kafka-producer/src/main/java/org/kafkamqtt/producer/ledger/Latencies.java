package org.kafkamqtt.producer.ledger;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long acknowledgements took, from handing a record to the client on. Thread-safe. */
final class Latencies {
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Histogram micros = new Histogram(LONGEST_MICROS, 2);

    synchronized void record(long nanos) {
        micros.recordValue(Math.min(LONGEST_MICROS, Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos))));
    }

    /** Milliseconds that this share of the acknowledgements did not exceed. */
    synchronized double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
