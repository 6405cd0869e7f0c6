package org.kafkamqtt.mqtt.five;

import java.util.concurrent.TimeUnit;

/**
 * When to ping the broker, and when its silence has lasted too long: after a ping it may be silent for a keep-alive interval.
 *
 * <p>Bytes that come are a sign of life, be they of a message that takes minutes; so are bytes that the network takes, and a reader
 * that has no room, since nothing can come then. Time comes in as nanoseconds. Not thread-safe; the ticking thread owns it.
 */
final class Heartbeat {
    private final long interval;
    private long heard;
    private long sent;
    private long received;
    private long written;
    /** When the ping that is not answered was sent. */
    private long pinged;

    private boolean waiting;

    /** What to do. */
    enum Verdict {
        NOTHING,
        PING,
        DEAD
    }

    /** @param seconds of the keep-alive, 0 for none */
    Heartbeat(int seconds, long now) {
        interval = TimeUnit.SECONDS.toNanos(seconds);
        heard = now;
        sent = now;
    }

    /**
     * Looks for signs of life.
     *
     * @param bytesIn that have come so far
     * @param bytesOut that the network has taken so far
     * @param heldUp whether nothing is read since there is no room
     */
    Verdict look(long now, long bytesIn, long bytesOut, boolean heldUp) {
        if (interval == 0) {
            return Verdict.NOTHING;
        }
        boolean took = bytesOut != written;
        if (bytesIn != received || heldUp || took && waiting) {
            heard = now;
            waiting &= bytesIn == received && !heldUp;
        }
        if (took) {
            sent = now;
        }
        received = bytesIn;
        written = bytesOut;
        if (waiting) {
            return now - Math.max(pinged, heard) >= interval ? Verdict.DEAD : Verdict.NOTHING;
        }
        if (now - sent < interval && now - heard < interval) {
            return Verdict.NOTHING;
        }
        waiting = true;
        pinged = now;
        sent = now;
        return Verdict.PING;
    }
}
