package org.kafkamqtt.console.into;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How far a command of {@code --into} has come: what it settled, which of its streams have ended, what it did wrong.
 *
 * <p>Thread-safe by one lock, under which no other is taken. Once the command did something wrong or was closed, the rest is ignored.
 */
final class CommandProgress {
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final Object lock = new Object();
    private volatile long settled;

    // Guarded by the lock.
    private long lastProgress = System.nanoTime();
    private long hurriedPatience = NO_LIMIT;
    private boolean inputWritten;
    private boolean answersEnded;
    private boolean exited;
    private boolean closed;
    private @Nullable String trouble;

    /** How many of the first lines are settled. */
    long settled() {
        return settled;
    }

    /** What the command did wrong, in words. */
    Optional<String> trouble() {
        synchronized (lock) {
            return Optional.ofNullable(trouble);
        }
    }

    /** The command answered how many of the first lines are settled. */
    void answered(long lines) {
        synchronized (lock) {
            if (trouble == null && !closed && lines > settled) {
                settled = lines;
                lastProgress = System.nanoTime();
            }
            lock.notifyAll();
        }
    }

    /** The command took some of its input. */
    void tookInput() {
        synchronized (lock) {
            lastProgress = System.nanoTime();
        }
    }

    /** The command was given all of its input; from now on it may close its streams. */
    void inputWritten() {
        synchronized (lock) {
            inputWritten = !closed;
        }
    }

    /** The command did something wrong; only the first deed is kept. */
    void failed(String deed) {
        synchronized (lock) {
            if (trouble == null && !closed) {
                trouble = deed;
            }
            lock.notifyAll();
        }
    }

    void exited() {
        synchronized (lock) {
            exited = true;
            lastProgress = System.nanoTime();
            lock.notifyAll();
        }
    }

    /**
     * No more answers are coming.
     *
     * @param gone whether the command has exited
     * @return whether that is too early: before all of the input was written, and not known before
     */
    boolean answersEnded(boolean gone) {
        synchronized (lock) {
            boolean early = !inputWritten && !answersEnded;
            exited |= gone;
            answersEnded = true;
            lock.notifyAll();
            return early;
        }
    }

    /** Nothing that the command does from now on counts; false if that was so before. */
    boolean close() {
        synchronized (lock) {
            boolean first = !closed;
            closed = true;
            lock.notifyAll();
            return first;
        }
    }

    /** Lowers the patience of {@link #awaitEnd}. */
    void hurry(long patienceNanos) {
        synchronized (lock) {
            hurriedPatience = Math.min(hurriedPatience, patienceNanos);
            lock.notifyAll();
        }
    }

    /** Waits until answers make the claim true; false when time runs out, or at once when the command failed. */
    boolean await(BooleanSupplier claim, long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2);
        synchronized (lock) {
            while (!claim.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                if (trouble != null || left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
            return true;
        }
    }

    /**
     * Waits until the command has exited and its answers have ended, or it did something wrong.
     *
     * @param patienceNanos how long it may neither take lines nor answer
     * @return the patience that it outlasted, if it did
     */
    OptionalLong awaitEnd(long patienceNanos) throws InterruptedException {
        synchronized (lock) {
            lastProgress = System.nanoTime();
            while (trouble == null && !(exited && answersEnded)) {
                long patience = Math.min(patienceNanos, hurriedPatience);
                long left = patience - (System.nanoTime() - lastProgress);
                if (left <= 0) {
                    return OptionalLong.of(patience);
                }
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
            return OptionalLong.empty();
        }
    }
}
