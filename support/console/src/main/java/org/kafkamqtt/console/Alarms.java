package org.kafkamqtt.console;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Actions that are due at a time of their own, on a thread named {@code clock} that exists only if there are any.
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

    /** Runs the action once, after this time. */
    public void after(Duration time, Runnable action) {
        var unused = clock.schedule(action, millis(time), TimeUnit.MILLISECONDS);
    }

    /** Runs the action at this interval, for the first time after it has passed once. */
    public void each(Duration time, Runnable action) {
        var unused = clock.scheduleAtFixedRate(action, millis(time), millis(time), TimeUnit.MILLISECONDS);
    }

    /** Rounded up, so that nothing is early. */
    private static long millis(Duration time) {
        return time.plus(MILLI).minusNanos(1).toMillis();
    }

    /** Runs nothing any more; actions added from now on are ignored. */
    @Override
    public void close() {
        clock.shutdown();
    }
}
