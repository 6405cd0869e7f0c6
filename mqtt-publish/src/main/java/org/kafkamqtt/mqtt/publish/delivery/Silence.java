package org.kafkamqtt.mqtt.publish.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long the broker has given no answer while it was there to give one.
 *
 * <p>Thread-safe: threads of the connection tell, the publishing thread asks.
 */
final class Silence {
    private final LongSupplier nanoTime;
    private volatile long since;
    private volatile boolean connected;

    Silence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** The connection is there. */
    void connected() {
        since = nanoTime.getAsLong();
        connected = true;
    }

    /** The connection is gone: nobody can answer. */
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

    /** Whether it lasts longer than this on a connection that is there. */
    boolean lasts(Duration limit) {
        return lastsSince(Long.MIN_VALUE, limit);
    }

    /** The same, counted from this time on at the earliest. */
    boolean lastsSince(long earliest, Duration limit) {
        return connected && nanoTime.getAsLong() - Math.max(earliest, since) > limit.toNanos();
    }
}
