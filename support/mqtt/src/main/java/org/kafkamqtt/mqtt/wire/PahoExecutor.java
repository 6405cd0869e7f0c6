package org.kafkamqtt.mqtt.wire;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The threads of a Paho client: daemons, and without its three sleeps of 100 ms in each connect.
 *
 * <p>CommsReceiver, CommsSender and CommsCallback of Paho 1.2.5 submit themselves in {@code start()} and then sleep until
 * they run, 100 ms at a time. A thread that submits here is woken from exactly that sleep. If another version sleeps elsewhere
 * nothing breaks, only the time is lost. Thread-safe.
 */
public final class PahoExecutor extends ScheduledThreadPoolExecutor {
    private static final long GIVE_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(90);

    private static final long LOOK_MILLIS = 50;

    private static final int THREADS = 8;

    private final Consumer<Throwable> died;
    private final Set<Object> running = new HashSet<>();

    /**
     * An executor for one client.
     *
     * @param died called when one of Paho's threads ends with an exception, which Paho itself never learns
     */
    public PahoExecutor(Consumer<Throwable> died) {
        super(THREADS, new Named());
        this.died = died;
        setRemoveOnCancelPolicy(true);
    }

    @Override
    public Future<?> submit(Runnable task) {
        Thread caller = Thread.currentThread();
        Future<?> submitted = super.submit(() -> {
            Object mark = new Object();
            begun(mark);
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                died.accept(e);
                throw e;
            } finally {
                ended(mark);
            }
        });
        execute(() -> wake(caller));
        return submitted;
    }

    /** Makes daemon threads, named {@code mqtt-1} and so on until Paho renames them. Thread-safe. */
    private static final class Named implements ThreadFactory {
        private final AtomicInteger made = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "mqtt-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }

    private void begun(Object mark) {
        synchronized (running) {
            running.add(mark);
        }
    }

    private void ended(Object mark) {
        synchronized (running) {
            running.remove(mark);
            running.notifyAll();
        }
    }

    /**
     * Waits until no thread of an earlier connection is left, for a time at most, or until the wait is given up.
     *
     * <p>A thread that finds the old connection broken late shuts down whatever connection its client has by then, and one
     * that was just coming up then waits for ever (ClientComms.shutdownConnection and CommsSender.start of Paho 1.2.5).
     */
    public void awaitQuiet(Duration limit, BooleanSupplier givenUp) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (running) {
            for (long left = limit.toNanos();
                    !running.isEmpty() && left > 0 && !givenUp.getAsBoolean();
                    left = end - System.nanoTime()) {
                running.wait(Math.max(1, Math.min(LOOK_MILLIS, TimeUnit.NANOSECONDS.toMillis(left))));
            }
        }
    }

    private static void wake(Thread sleeper) {
        long giveUp = System.nanoTime() + GIVE_UP_NANOS;
        while (System.nanoTime() < giveUp) {
            if (sleeper.getState() == Thread.State.TIMED_WAITING && sleepsInStart(sleeper)) {
                sleeper.interrupt();
                return;
            }
            if (sleeper.getState() == Thread.State.TERMINATED) {
                return;
            }
            LockSupport.parkNanos(20_000);
        }
    }

    private static boolean sleepsInStart(Thread sleeper) {
        boolean sleeps = false;
        for (StackTraceElement frame : sleeper.getStackTrace()) {
            if (frame.getMethodName().equals("sleep")) {
                sleeps = true;
            } else if (!frame.getClassName().equals("java.lang.Thread")) {
                return sleeps
                        && frame.getMethodName().equals("start")
                        && frame.getClassName().startsWith("org.eclipse.paho.client.mqttv3.internal.Comms");
            }
        }
        return false;
    }
}
