package org.kafkamqtt.console;

/**
 * Wakes the working thread from a blocked call when the user wants to stop, and nowhere else.
 *
 * <p>Made by the working thread. Once ended, it sends no more interrupts and leaves none pending.
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
