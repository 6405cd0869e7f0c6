package org.kafkamqtt.mqtt.publish.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long the broker has given no answer while connected.
 *
 * <p>Thread-safe: threads of the connection report, the publishing thread asks.
 */
final class Silence {
    private final LongSupplier nanoTime;
    private volatile long since;
    private volatile boolean connected;

    Silence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** The connection is up. */
    void connected() {
        since = nanoTime.getAsLong();
        connected = true;
    }

    /** The connection is down: nobody can answer. */
    void lost() {
        connected = false;
    }

    /** An answer came at this time, or the first question in a while went out. */
    void brokenAt(long nanos) {
        since = nanos;
    }

    boolean isConnected() {
        return connected;
    }

    /** Whether it has lasted longer than this on a connection that is up. */
    boolean lasts(Duration limit) {
        return lastsSince(Long.MIN_VALUE, limit);
    }

    /** The same, counted from this time on at the earliest. */
    boolean lastsSince(long earliest, Duration limit) {
        return connected && nanoTime.getAsLong() - Math.max(earliest, since) > limit.toNanos();
    }
}
