package org.kafkamqtt.mqtt.subscribe;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.report.Latencies;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * Measures the time from the arrival of messages to their acknowledgement, if somebody wants to know: many at a time, since those
 * that arrived within a millisecond of each other count as one. Not thread-safe; the writing thread owns it.
 */
final class Delays {
    private static final long ALIKE_NANOS = 1_000_000;

    private final @Nullable Latencies latencies;
    private final Supplier<Instant> clock;
    private long now;
    private long arrived;
    private long count;

    /** @param wanted whether anything is measured */
    Delays(boolean wanted, Supplier<Instant> clock) {
        this.latencies = wanted ? new Latencies() : null;
        this.clock = clock;
    }

    /** All of them, if they are measured; any thread may look. */
    Optional<Latencies> all() {
        return Optional.ofNullable(latencies);
    }

    /** Some are about to be acknowledged. */
    void begin() {
        if (latencies != null) {
            Instant time = clock.get();
            now = nanos(time.getEpochSecond(), time.getNano());
        }
    }

    /** This one is. */
    void add(Arrival arrival) {
        if (latencies == null) {
            return;
        }
        long time = nanos(arrival.seconds(), arrival.nanos());
        if (count > 0 && Math.abs(time - arrived) >= ALIKE_NANOS) {
            end();
        }
        if (count == 0) {
            arrived = time;
        }
        count++;
    }

    /** Those were all. */
    void end() {
        if (latencies != null && count > 0) {
            latencies.record(now - arrived, count);
            count = 0;
        }
    }

    private static long nanos(long seconds, int nanos) {
        return TimeUnit.SECONDS.toNanos(seconds) + nanos;
    }
}
