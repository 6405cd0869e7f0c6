package org.kafkamqtt.mqtt;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a lost connection is tried again.
 *
 * @param waitForBroker whether the very first attempt may fail too
 * @param limit how long one outage may last; zero: never try again; {@link #FOREVER}: no limit
 * @param first wait before the second attempt of an outage, doubled each time
 * @param longest wait between attempts
 */
public record Reconnection(boolean waitForBroker, Duration limit, Duration first, Duration longest) {
    /** No limit. */
    public static final Duration FOREVER = Duration.ofDays(36_500);

    /** Whether an outage that has lasted this many nanoseconds ends the run. */
    public boolean isOver(long nanos) {
        return limit.compareTo(FOREVER) < 0 && nanos >= limit.toNanos();
    }

    /** The wait before this attempt (the first is 1): doubled each time up to the longest, then scaled by a random 50 to 100 %. */
    public Duration beforeAttempt(int attempt, RandomGenerator chance) {
        long doubled = first.toMillis() << Math.min(20, Math.max(0, attempt - 1));
        long bound = Math.max(1, Math.min(longest.toMillis(), doubled));
        return Duration.ofMillis(bound / 2 + chance.nextLong(bound / 2 + 1));
    }
}
