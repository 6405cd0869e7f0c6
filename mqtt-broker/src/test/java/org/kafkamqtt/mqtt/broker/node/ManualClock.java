package org.kafkamqtt.mqtt.broker.node;

import java.util.ArrayDeque;

/** A clock that a test moves, and a thread's work that the test does. */
final class ManualClock implements NodeClock {
    private final ArrayDeque<Runnable> work = new ArrayDeque<>();
    long nowMs = 1_000;

    @Override
    public long nowMs() {
        return nowMs;
    }

    @Override
    public long timestamp() {
        return 1_700_000_000_000L + nowMs;
    }

    @Override
    public void later(Runnable task) {
        work.add(task);
    }

    /** Does all that is to be done, and what comes of it. */
    void run() {
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }
}
