package org.kafkamqtt.console.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

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

    /**
     * How they are spread, for graphs: to 1 percent in time.
     *
     * @param micros the times to count up to, rising
     */
    public Distribution distribution(long... micros) {
        Histogram all = copy();
        List<Distribution.Step> steps = new ArrayList<>();
        long count = 0;
        double sum = 0;
        int step = 0;
        for (HistogramIterationValue value : all.recordedValues()) {
            long equivalent = all.lowestEquivalentValue(value.getValueIteratedTo());
            while (step < micros.length && equivalent > micros[step]) {
                steps.add(new Distribution.Step(micros[step++] / 1e6, count));
            }
            count += value.getCountAtValueIteratedTo();
            sum += (double) all.medianEquivalentValue(equivalent) * value.getCountAtValueIteratedTo();
        }
        while (step < micros.length) {
            steps.add(new Distribution.Step(micros[step++] / 1e6, count));
        }
        return new Distribution(steps, count, sum / 1e6);
    }

    private synchronized Histogram copy() {
        return micros.copy();
    }

    /** Milliseconds that this percentage of the acknowledgements did not exceed. */
    public synchronized double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
