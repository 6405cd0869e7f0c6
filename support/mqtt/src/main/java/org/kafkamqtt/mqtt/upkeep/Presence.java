package org.kafkamqtt.mqtt.upkeep;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;

/**
 * Whether a connection is up, and the threads that wait for one.
 *
 * <p>Every connection on the network has a number, the epoch. Thread-safe: its monitor guards all that is not volatile, and is the
 * only one on which threads wait for a connection. Under it no other lock is taken and no callback is made, so it may be taken
 * under any other.
 *
 * @param <L> a connection
 */
public final class Presence<L extends Line> {
    private final Answers answers;
    private final ShortLives lives;
    private final LongSupplier nanoTime;

    /** The connection that is up; changed only under the monitor. */
    private volatile @Nullable L line;
    /** The same, and after a loss still the one that was lost. */
    private volatile @Nullable L latest;
    /** What broke the connection, or prevents it, where that is known better than by what noticed it. */
    private volatile @Nullable Throwable brokenBy;

    private volatile boolean progress;
    private long epoch;
    private long lostEpoch;
    private boolean ending;
    private @Nullable Failure over;
    /** Gives up the connection that is being made. */
    private @Nullable Runnable attempted;

    /** @param answers whose cancellation ends every wait, once {@link #wake} is called */
    public Presence(Answers answers, ShortLives lives, LongSupplier nanoTime) {
        this.answers = answers;
        this.lives = lives;
        this.nanoTime = nanoTime;
    }

    @Nullable
    public L line() {
        return line;
    }

    @Nullable
    public L latest() {
        return latest;
    }

    /** The number of the connection that is up, or is being made, or was the last. */
    public synchronized long epoch() {
        return epoch;
    }

    /** Whether this connection may be up without having been noted yet. */
    public synchronized boolean isComing(long which) {
        return line == null && which == epoch && lostEpoch != epoch;
    }

    public synchronized boolean isLost(long which) {
        return lostEpoch == which;
    }

    /** An attempt to connect begins; returns its number. */
    public synchronized long begin() {
        brokenBy = null;
        return ++epoch;
    }

    /** This gives up the attempt, on any thread. */
    public synchronized void attempt(Runnable abort) {
        attempted = abort;
    }

    /** The broker has accepted; threads that wait for a connection keep waiting. */
    public void approach(L accepted) {
        latest = accepted;
    }

    /** The connection is up. */
    public synchronized void arrive(L accepted) {
        pass(accepted);
        notifyAll();
    }

    /** The connection was up, and is lost already; threads that wait for one keep waiting. */
    public synchronized void pass(L accepted) {
        latest = accepted;
        line = accepted;
        lives.accepted(nanoTime.getAsLong());
    }

    /** A connection broke; returns what to do, nothing if it was not the present one. */
    public synchronized Optional<ShortLives.Verdict> leave(long which, ShortLives.End end, BooleanSupplier asking) {
        lostEpoch = Math.max(lostEpoch, which);
        if (which != epoch || line == null || ending) {
            return Optional.empty();
        }
        line = null;
        ShortLives.Verdict verdict = lives.broke(nanoTime.getAsLong(), end, progress, asking.getAsBoolean());
        progress = false;
        return Optional.of(verdict);
    }

    public synchronized int livesInRow() {
        return lives.inRow();
    }

    public synchronized Duration waitBefore(int attempt) {
        return lives.waitBefore(attempt);
    }

    public synchronized void attemptFailed() {
        lives.unreachable();
    }

    /** Something came that shows that the connection works; reading first is cheaper than a write for each message. */
    public void progressed() {
        if (!progress) {
            progress = true;
        }
    }

    @Nullable
    public Throwable brokenBy() {
        return brokenBy;
    }

    public void blame(Throwable cause) {
        brokenBy = cause;
    }

    /** The connection is gone for good. */
    public synchronized void giveUp(Failure why) {
        over = why;
        notifyAll();
    }

    /** The connection is no longer wanted; returns the present one. */
    public synchronized Optional<L> end() {
        ending = true;
        notifyAll();
        return Optional.ofNullable(line);
    }

    public synchronized boolean isEnding() {
        return ending;
    }

    /** Wakes waiting threads to look again; returns what gives up the one that is being made, unless one is up. Does not wait. */
    public synchronized Optional<Runnable> wake() {
        notifyAll();
        return line != null ? Optional.empty() : Optional.ofNullable(attempted);
    }

    /** Waits this long, or until the end. */
    public synchronized void pause(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0 && !ending; left = end - System.nanoTime()) {
            answers.check();
            wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
        }
        answers.check();
    }

    /** Waits for a connection later than this one. */
    public synchronized L await(long after) throws InterruptedException {
        while (true) {
            answers.check();
            if (over != null) {
                throw over;
            }
            L now = line;
            if (now != null && now.epoch() > after) {
                return now;
            }
            wait();
        }
    }

    /** Waits until it is known that this connection broke; returns whether that happened within the limit. */
    public synchronized boolean awaitLoss(long which, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (line != null && epoch == which && lostEpoch < which) {
            answers.check();
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
