package org.kafkamqtt.console;

/**
 * Wakes the working thread out of a blocked call when the user wants to end, and at no other place.
 *
 * <p>Made by the working thread. Once ended, no interrupt comes any more and none is left pending.
 */
public final class Interruption {
    private final Thread thread = Thread.currentThread();
    private boolean allowed = true;

    public Interruption(Stop stop) {
        stop.onRequest(this::interrupt);
    }

    /** Interrupts the thread that made this, unless it has ended. */
    public synchronized void interrupt() {
        if (allowed) {
            thread.interrupt();
        }
    }

    public synchronized void end() {
        allowed = false;
        Thread.interrupted();
    }
}
