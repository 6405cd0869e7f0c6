package org.kafkamqtt.console;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * Notices a class of the user that does not return: the work makes no progress, and its thread is in that class.
 *
 * <p>The failure is handled like any that a thread dies of, since the working thread cannot be woken. Its own thread
 * owns it.
 */
public final class UserCodeWatch {
    private static final long LIMIT_SECONDS = 30;

    private final long limitNanos;
    private long progress = -1;
    private long since;

    UserCodeWatch(long limitNanos) {
        this.limitNanos = limitNanos;
    }

    /**
     * Watches the calling thread until the process ends.
     *
     * @param progress a number that grows with each record; any thread may call it
     */
    public static void start(LongSupplier progress) {
        Thread worker = Thread.currentThread();
        UserCodeWatch watch = new UserCodeWatch(TimeUnit.SECONDS.toNanos(LIMIT_SECONDS));
        Thread thread = new Thread(() -> watch.run(worker, progress), "user-code-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Thread worker, LongSupplier progress) {
        try {
            while (worker.isAlive()) {
                TimeUnit.SECONDS.sleep(1);
                long reached = progress.getAsLong();
                if (stands(reached, System.nanoTime())
                        && stuck(worker.getStackTrace()).isPresent()) {
                    confirm(worker, progress, reached);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** After a long pause of the input the first look may find a class that has only just begun. */
    private static void confirm(Thread worker, LongSupplier progress, long reached) throws InterruptedException {
        TimeUnit.SECONDS.sleep(1);
        Optional<Failure> failure = stuck(worker.getStackTrace());
        if (failure.isPresent() && progress.getAsLong() == reached) {
            throw failure.get();
        }
    }

    /** Whether there was no progress for the whole time; the next look is due after as long again. */
    boolean stands(long reached, long nanos) {
        if (reached != progress) {
            progress = reached;
            since = nanos;
            return false;
        }
        if (nanos - since < limitNanos) {
            return false;
        }
        since = nanos;
        return true;
    }

    static Optional<Failure> stuck(StackTraceElement... stack) {
        return Culprit.busy(stack)
                .map(busy -> new Failure(
                        ExitStatus.FAILED, busy + " has been busy with one record for " + LIMIT_SECONDS + " s"));
    }
}
