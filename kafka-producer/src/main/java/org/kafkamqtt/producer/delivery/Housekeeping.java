package org.kafkamqtt.producer.delivery;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.Failure;

/**
 * The chores done again and again during the sending: reporting, writing, committing. A failure there ends the run.
 *
 * <p>The chores run on a thread of this class, and once more on the sending thread, but never on both at a time: {@link #end}
 * waits for that thread, so that the sending thread sees all that it did, and only then may {@link #round} be called.
 */
final class Housekeeping {
    private final List<Runnable> chores;
    private final Runnable onFailure;
    private final long periodMs;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "housekeeping");
    private volatile @Nullable RuntimeException failure;

    /**
     * @param onFailure ends the sending
     * @param periodMs milliseconds between two rounds
     */
    Housekeeping(List<Runnable> chores, Runnable onFailure, long periodMs) {
        this.periodMs = periodMs;
        this.chores = List.copyOf(chores);
        this.onFailure = onFailure;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Does every chore once. */
    private void round() {
        chores.forEach(Runnable::run);
    }

    /** Does every chore once more at the end; a reader of our output who has gone by then is not a failure. */
    void lastRound() {
        for (Runnable chore : chores) {
            try {
                chore.run();
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof ClosedPipe)) {
                    throw e;
                }
            }
        }
    }

    private void run() {
        try {
            while (!ended.await(periodMs, TimeUnit.MILLISECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The reader of our output has gone: an end, not a failure.
            if (!(e.getCause() instanceof ClosedPipe)) {
                failure = e;
            }
            onFailure.run();
        }
    }

    /** Ends it, waits for the chore in hand, and returns what went wrong. */
    Optional<Failure> end() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RuntimeException trouble = failure;
        if (trouble == null) {
            return Optional.empty();
        }
        return Optional.of(trouble instanceof Failure f ? f : Failure.unexpected(trouble));
    }
}
