package org.kafkamqtt.console;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/**
 * Things to do at a time of their own, on a thread named {@code clock} that is only there if there are any.
 *
 * <p>Thread-safe. An action must not block, since the others wait for it.
 */
public final class Alarms implements AutoCloseable {
    private static final Duration MILLI = Duration.ofMillis(1);

    private @Nullable Timer timer;
    private boolean closed;

    /** Does it once, after this time. */
    public void after(Duration time, Runnable action) {
        Timer running = running();
        if (running != null) {
            running.schedule(task(action), millis(time));
        }
    }

    /** Does it again and again, for the first time after this time. */
    public void each(Duration time, Runnable action) {
        Timer running = running();
        if (running != null) {
            running.scheduleAtFixedRate(task(action), millis(time), millis(time));
        }
    }

    private synchronized @Nullable Timer running() {
        if (timer == null && !closed) {
            timer = new Timer("clock", true);
        }
        return closed ? null : timer;
    }

    /** Rounded up: what is early is not in time. */
    private static long millis(Duration time) {
        return time.plus(MILLI).minusNanos(1).toMillis();
    }

    private static TimerTask task(Runnable action) {
        return new TimerTask() {
            @Override
            public void run() {
                action.run();
            }
        };
    }

    /** Does nothing any more; what is asked for from now on is not done. */
    @Override
    public synchronized void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
