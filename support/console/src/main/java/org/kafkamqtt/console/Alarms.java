package org.kafkamqtt.console;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Things to do at a time of their own, on a thread named {@code clock} that is only there if there are any.
 *
 * <p>Time is that of {@link System#nanoTime}: it passes as before when the system's clock is set. Thread-safe. An action must not
 * block, since the others wait for it.
 */
public final class Alarms implements AutoCloseable {
    private static final Duration MILLI = Duration.ofMillis(1);

    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(1, Alarms::thread, new ThreadPoolExecutor.DiscardPolicy());

    /** No alarm is set yet. */
    public Alarms() {
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "clock");
        thread.setDaemon(true);
        return thread;
    }

    /** Does it once, after this time. */
    public void after(Duration time, Runnable action) {
        var unused = clock.schedule(action, millis(time), TimeUnit.MILLISECONDS);
    }

    /** Does it again and again, for the first time after this time. */
    public void each(Duration time, Runnable action) {
        var unused = clock.scheduleAtFixedRate(action, millis(time), millis(time), TimeUnit.MILLISECONDS);
    }

    /** Rounded up: what is early is not in time. */
    private static long millis(Duration time) {
        return time.plus(MILLI).minusNanos(1).toMillis();
    }

    /** Does nothing any more; what is asked for from now on is not done. */
    @Override
    public void close() {
        clock.shutdown();
    }
}
