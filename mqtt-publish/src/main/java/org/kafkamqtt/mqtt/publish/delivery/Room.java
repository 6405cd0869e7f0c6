package org.kafkamqtt.mqtt.publish.delivery;

import java.util.concurrent.TimeUnit;

/** Bytes of payload that may be on their way at once; a larger message has room only alone. Thread-safe. */
final class Room {
    private final long most;
    private long taken;

    Room(long most) {
        this.most = most;
    }

    /** Takes room for a payload, waiting at most this long for it; false if there was none. */
    synchronized boolean take(int bytes, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!fits(bytes)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        taken += bytes;
        return true;
    }

    private boolean fits(int bytes) {
        return taken == 0 || taken + bytes <= most;
    }

    /** Gives back the room of a payload whose fate is known. */
    synchronized void give(int bytes) {
        taken -= bytes;
        notifyAll();
    }
}
