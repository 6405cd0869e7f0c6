package org.kafkamqtt.console.metrics;

import java.time.Duration;
import java.util.Optional;
import org.kafkamqtt.console.text.Figures;

/**
 * Whether a run can do its work, judged by how its {@link Pulse} has been.
 *
 * <p>A lost connection is forgiven for a moment, in which most come back, and slow answers for as long as Kafka's clients wait for
 * one. Time is handed in. Not thread-safe.
 */
final class Health {
    /** How long a run may be without a connection. */
    static final Duration OUTAGE = Duration.ofSeconds(5);
    /** How long nothing may come of what waits. */
    static final Duration STANDSTILL = Duration.ofSeconds(30);

    private boolean everConnected;
    private Pulse last = new Pulse("", "", false, 0, 0, 0);
    private long connectedAt;
    private long movedAt;
    private long failedAtMillis;

    /**
     * Takes note of how the run is.
     *
     * @param nanos now, as {@link System#nanoTime} has it
     * @param millis now, in milliseconds since 1970
     */
    void note(Pulse pulse, long nanos, long millis) {
        if (pulse.connected()) {
            everConnected = true;
            connectedAt = nanos;
        }
        if (pulse.waiting() == 0 || last.waiting() == 0 || pulse.progress() != last.progress()) {
            movedAt = nanos;
        }
        if (pulse.errors() != last.errors() || last.connected() && !pulse.connected()) {
            failedAtMillis = millis;
        }
        last = pulse;
    }

    /**
     * Tells it as metrics.
     *
     * @param nanos now
     */
    void tell(Samples samples, long nanos) {
        samples.gauge("healthy", "Whether /health answers 200", obstacle(nanos).isEmpty() ? 1 : 0);
        samples.gauge("connected", "Whether there is a connection to a broker", last.connected() ? 1 : 0);
        samples.moment(
                "last_error_timestamp_seconds",
                "When something failed last, in seconds since 1970; 0 if nothing has",
                failedAtMillis);
    }

    /**
     * Why the run cannot do its work; empty if it can.
     *
     * @param nanos now
     */
    Optional<String> obstacle(long nanos) {
        if (!everConnected) {
            return Optional.of("not connected yet");
        }
        if (!last.connected() && longer(nanos - connectedAt, OUTAGE)) {
            return Optional.of("no connection to " + last.broker() + " for " + seconds(nanos - connectedAt));
        }
        if (last.waiting() > 0 && longer(nanos - movedAt, STANDSTILL)) {
            return Optional.of("no progress for " + seconds(nanos - movedAt) + ", with "
                    + Figures.count(last.waiting(), last.thing()) + " waiting");
        }
        return Optional.empty();
    }

    private static boolean longer(long nanos, Duration limit) {
        return nanos >= limit.toNanos();
    }

    private static String seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds() + " s";
    }
}
