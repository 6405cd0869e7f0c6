package org.kafkamqtt.mqtt.broker.log;

import java.time.Duration;

/** The end of threads. */
final class Closing {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Closing() {}

    /** Waits a few seconds until a thread that was told to end has ended. */
    static void join(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
