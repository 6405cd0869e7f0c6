package org.kafkamqtt.producer;

import org.kafkamqtt.console.Stop;

/**
 * Wakes the sending thread out of a blocked read or send when the user wants to end, and at no other place.
 *
 * <p>Made by the sending thread. Once ended, no interrupt comes any more and none is left pending.
 */
final class Interruption {
    private final Thread thread = Thread.currentThread();
    private boolean allowed = true;

    Interruption(Stop stop) {
        stop.onRequest(this::interrupt);
    }

    synchronized void interrupt() {
        if (allowed) {
            thread.interrupt();
        }
    }

    synchronized void end() {
        allowed = false;
        Thread.interrupted();
    }
}
