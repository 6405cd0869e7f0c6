package org.kafkamqtt.topics.command;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.text.Seconds;
import org.kafkamqtt.topics.work.Patience;

/** Waits until a time has passed or the user wants to stop. The main thread owns it. */
final class StopPatience implements Patience {
    private static final long STEP_MILLIS = 50;

    private final Stop stop;
    private final Duration limit;
    private final long deadline;

    /** The time begins to pass. */
    StopPatience(Stop stop, Duration limit) {
        this.stop = stop;
        this.limit = limit;
        deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    public boolean more() {
        try {
            return !stop.await(STEP_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() - deadline < 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String words() {
        return Seconds.orMillis(limit);
    }
}
