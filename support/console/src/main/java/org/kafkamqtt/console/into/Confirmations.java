package org.kafkamqtt.console.into;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * Reports to the writer of our input how many of its lines are settled for good: rising numbers on standard output.
 *
 * <p>A number is written as soon as there is news, and covers all news before it, at most a thousand times a second.
 * Thread-safe; a thread of its own writes, so that a slow reader never blocks a thread that settles.
 */
public final class Confirmations implements AutoCloseable {
    private static final long GAP_MILLIS = 1;
    /** How long the last number may wait for a reader; shorter than the time a process has to end. */
    private static final long LAST_MILLIS = 25_000;

    private final OutputStream out;
    private final Thread thread = new Thread(this::run, "confirmations");
    private final SettledLines lines = new SettledLines();
    private final CountDownLatch closed = new CountDownLatch(1);
    /** Lines from this one on are not confirmed yet, settled or not. */
    private long held = Long.MAX_VALUE;

    private long told;
    private boolean waiting;
    private @Nullable Failure trouble;
    private @Nullable Runnable whenBroken;

    /**
     * Starts.
     *
     * @param out standard output, which carries nothing else
     */
    public Confirmations(OutputStream out) {
        this.out = out;
        thread.setDaemon(true);
        thread.start();
    }

    /** A line is settled; lines count from 1. */
    public synchronized void settle(long line) {
        lines.settle(line);
        news();
    }

    /** Some of these lines are settled. */
    public synchronized void settle(long[] lineNumbers, int first, int count) {
        for (int i = first; i < first + count; i++) {
            lines.settle(lineNumbers[i]);
        }
        news();
    }

    /** This line is settled with all before it. */
    public synchronized void settleTo(long line) {
        lines.settleTo(line);
        news();
    }

    /** Confirms nothing from this line on, such as the first one of a transaction, until {@link #release}. */
    public synchronized void hold(long line) {
        held = line;
    }

    /** What was held counts from now on. */
    public synchronized void release() {
        held = Long.MAX_VALUE;
        news();
    }

    /**
     * What to do when nobody reads the numbers any more; at once if that is so already. It runs on any thread and must not
     * block.
     */
    public void whenBroken(Runnable action) {
        synchronized (this) {
            if (trouble == null) {
                whenBroken = action;
                return;
            }
        }
        action.run();
    }

    /** Why nobody reads the numbers any more; status 7. */
    public synchronized Optional<Failure> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void news() {
        if (waiting && due() > told) {
            waiting = false;
            notifyAll();
        }
    }

    private long due() {
        return Math.min(lines.leading(), held - 1);
    }

    private void run() {
        try {
            for (long number = next(); number > 0; number = next()) {
                out.write((number + "\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
                rest();
            }
        } catch (ClosedPipe e) {
            broken(new Failure(
                    ExitStatus.INPUT_OUTPUT,
                    "standard output was closed: nobody reads the numbers of --confirm any more",
                    e));
        } catch (Failure e) {
            broken(e);
        } catch (IOException e) {
            broken(Failure.cannot("write", "standard output", e));
        } catch (InterruptedException e) {
            broken(unread());
        }
    }

    /** Waits for the next number to write; 0 at the end. */
    private synchronized long next() throws InterruptedException {
        while (due() <= told) {
            if (closed.getCount() == 0) {
                return 0;
            }
            waiting = true;
            wait();
        }
        waiting = false;
        told = due();
        return told;
    }

    /** Lets news gather for a moment. */
    private void rest() throws InterruptedException {
        boolean unused = closed.await(GAP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void broken(Failure why) {
        Runnable action;
        synchronized (this) {
            trouble = why;
            action = whenBroken;
        }
        if (action != null) {
            action.run();
        }
    }

    private static Failure unread() {
        return new Failure(
                ExitStatus.INPUT_OUTPUT,
                "nobody reads the numbers on standard output (--confirm): the last one was not delivered");
    }

    /** Writes the last number, waits until it has been written, and ends. */
    @Override
    public void close() {
        synchronized (this) {
            closed.countDown();
            waiting = false;
            notifyAll();
        }
        try {
            thread.join(LAST_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            if (trouble == null && (thread.isAlive() || due() > told)) {
                trouble = unread();
            }
        }
    }
}
