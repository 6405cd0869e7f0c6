package org.kafkamqtt.consumer.select;

import java.time.Duration;

/**
 * How much is read at most.
 *
 * @param records that pass the filters
 * @param totalNanos for the whole run
 * @param idleNanos without a record
 */
public record Limits(long records, long totalNanos, long idleNanos) {
    public static final Limits NONE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    public boolean over(long nanos, long quietNanos) {
        return nanos >= totalNanos || quietNanos >= idleNanos;
    }

    /** A wait that does not oversleep a limit. */
    public Duration within(Duration wait) {
        long nanos = Math.min(wait.toNanos(), Math.min(totalNanos, idleNanos));
        return nanos == wait.toNanos() ? wait : Duration.ofNanos(nanos);
    }
}
