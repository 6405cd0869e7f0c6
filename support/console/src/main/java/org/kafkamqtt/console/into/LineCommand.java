package org.kafkamqtt.console.into;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;

/**
 * A command of the user that takes lines on its standard input and answers on its standard output how many of them it has
 * settled for good: the left side of {@code --into}.
 *
 * <p>One thread, the owner, adds lines, waits and finishes. A thread {@code into-writer} writes, so that adding never blocks; a thread
 * {@code into-answers} reads. What is marked thread-safe may be called by any thread. There is one lock, and nothing of others is called
 * under it.
 */
public final class LineCommand implements AutoCloseable {
    private static final int PIECE = 1 << 16;
    private static final int KEPT = 1 << 20;
    /** For a command that closed one of its streams to exit as well, so that its status can be told. */
    private static final long EXIT_MILLIS = 1_000;

    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final CommandProcess process;
    private final IntoWindow window;
    private volatile boolean comesAgain;
    private final Runnable onAnswer;
    private final LineSizes sizes = new LineSizes();
    private final Object lock = new Object();
    private Bytes filling = new Bytes(PIECE);
    private volatile long added;
    private volatile long settled;

    // Guarded by the lock.
    private Bytes handed = new Bytes(PIECE);
    private long handedLines;
    private long lastProgress = System.nanoTime();
    private long hurriedPatience = NO_LIMIT;
    private boolean inputEnds;
    private boolean inputWritten;
    private boolean answersEnded;
    private boolean exited;
    private boolean closed;
    /** What the command did wrong, in words; nothing is believed any more. */
    private @Nullable String trouble;

    /** How many lines the command may have seen; set before they are written. */
    private volatile long offered;

    private LineCommand(CommandProcess process, IntoWindow window, boolean comesAgain, Runnable onAnswer) {
        this.process = process;
        this.window = window;
        this.comesAgain = comesAgain;
        this.onAnswer = onAnswer;
    }

    /**
     * Starts the command with {@code sh -c}; its standard error is ours.
     *
     * @param comesAgain whether another run gets the lines that this one does not settle; only told to the user
     * @param onAnswer called on a thread of ours after answers were taken or the command failed; must not block
     * @throws Failure if it cannot be started
     */
    public static LineCommand start(String command, IntoWindow window, boolean comesAgain, Runnable onAnswer) {
        LineCommand started = new LineCommand(CommandProcess.start(command), window, comesAgain, onAnswer);
        thread("into-writer", started::write).start();
        thread("into-answers", started::readAnswers).start();
        started.process.onExit(started::exited);
        return started;
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Whether the window admits one more line, of so many bytes; always when nothing is under way. For the owner. */
    public boolean hasRoom(long bytes) {
        sizes.settleTo(settled);
        return window.admits(bytes, sizes.lines(), sizes.bytes());
    }

    /**
     * Adds one whole line with its line feed, whether or not there is room; it is written at the next {@link #flush}, or before. Never blocks.
     *
     * @return its number, from 1
     */
    public long add(byte[] bytes, int from, int length) {
        filling.add(bytes, from, length);
        sizes.add(length);
        long number = added + 1;
        added = number;
        if (filling.size() >= PIECE) {
            flush();
        }
        return number;
    }

    /** Hands the lines added so far to the writing thread. Never blocks. For the owner. */
    public void flush() {
        if (filling.size() == 0) {
            return;
        }
        synchronized (lock) {
            if (handed.size() == 0) {
                Bytes empty = handed;
                handed = filling;
                filling = empty;
            } else {
                handed.add(filling.array(), 0, filling.size());
                filling = emptied(filling);
            }
            handedLines = added;
            lock.notifyAll();
        }
    }

    private static Bytes emptied(Bytes bytes) {
        if (bytes.array().length > KEPT) {
            return new Bytes(PIECE);
        }
        bytes.clear();
        return bytes;
    }

    /** How many lines were added so far. Thread-safe. */
    public long added() {
        return added;
    }

    /** How many of the first lines are settled. Thread-safe. */
    public long settled() {
        return settled;
    }

    /** Why no more lines can be settled, if so. Thread-safe. */
    public Optional<Failure> trouble() {
        synchronized (lock) {
            return Optional.ofNullable(trouble).map(this::unsettled);
        }
    }

    /**
     * Refuses to go on with a command that failed. Thread-safe.
     *
     * @throws Failure status 7: it exited too early, answered nonsense, or closed one of its streams
     */
    public void check() {
        Failure failure = trouble().orElse(null);
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Waits until the window admits a line of so many bytes. Flushes. For the owner.
     *
     * @return false if the time was over before
     * @throws Failure as {@link #check}
     */
    public boolean awaitRoom(long bytes, long nanos) throws InterruptedException {
        flush();
        long deadline = System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2);
        synchronized (lock) {
            while (!hasRoom(bytes)) {
                if (!awaitChange(deadline)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Waits until so many lines are settled. Flushes. For the owner.
     *
     * @return false if the time was over before
     * @throws Failure as {@link #check}
     */
    public boolean awaitSettled(long line, long nanos) throws InterruptedException {
        flush();
        long deadline = System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2);
        synchronized (lock) {
            while (settled < line) {
                if (!awaitChange(deadline)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** One wait under the lock; false at the deadline. */
    private boolean awaitChange(long deadline) throws InterruptedException {
        if (trouble != null) {
            throw unsettled(trouble);
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        TimeUnit.NANOSECONDS.timedWait(lock, left);
        return true;
    }

    /** A line that is not settled may be lost from now on: no other run gets it. Thread-safe. */
    public void comesOnlyOnce() {
        comesAgain = false;
    }

    /** Lowers the patience of a {@link #finish} that runs or will run: a user wants to stop. Thread-safe. */
    public void hurry(long patienceNanos) {
        synchronized (lock) {
            hurriedPatience = Math.min(hurriedPatience, patienceNanos);
            lock.notifyAll();
        }
    }

    /**
     * Ends the command's input, takes its last answers and waits until it has exited. For the owner.
     *
     * @param patienceNanos how long it may take neither lines nor answer
     * @throws Failure status 7 if not all lines are settled in the end, status 3 if they are and the command exited with another status than 0
     */
    public void finish(long patienceNanos) throws InterruptedException {
        flush();
        synchronized (lock) {
            inputEnds = true;
            lastProgress = System.nanoTime();
            lock.notifyAll();
            while (trouble == null && !(exited && answersEnded)) {
                long patience = Math.min(patienceNanos, hurriedPatience);
                long left = patience - (System.nanoTime() - lastProgress);
                if (left <= 0) {
                    throw unsettled("did not exit within " + seconds(patience) + " after its input ended");
                }
                TimeUnit.NANOSECONDS.timedWait(lock, left);
            }
            if (trouble != null) {
                throw unsettled(trouble);
            }
        }
        int status = process.status();
        if (settled < added) {
            throw unsettled(Unsettled.exited(status));
        }
        if (status != 0) {
            throw new Failure(ExitStatus.PARTIAL, "the command of --into " + Unsettled.exited(status));
        }
    }

    private static String seconds(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    private Failure unsettled(String deed) {
        return Unsettled.failure(deed, added - settled, comesAgain);
    }

    /** Ends the command, with all that it started, if it has not exited. Idempotent. Thread-safe. */
    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            lock.notifyAll();
        }
        process.end();
    }

    private void fail(String deed) {
        synchronized (lock) {
            if (trouble == null && !closed) {
                trouble = deed;
            }
            lock.notifyAll();
        }
        onAnswer.run();
    }

    // The thread into-writer.

    private void write() {
        Bytes writing = new Bytes(PIECE);
        try {
            while (true) {
                synchronized (lock) {
                    while (handed.size() == 0 && !inputEnds && !closed) {
                        lock.wait();
                    }
                    if (closed || handed.size() == 0) {
                        break;
                    }
                    Bytes empty = writing;
                    writing = handed;
                    handed = empty;
                    offered = handedLines;
                }
                write(writing);
                writing = emptied(writing);
            }
            synchronized (lock) {
                inputWritten = !closed;
            }
            process.input().close();
        } catch (IOException e) {
            inputBroken();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Bytes bytes) throws IOException {
        for (int at = 0; at < bytes.size(); at += PIECE) {
            process.input().write(bytes.array(), at, Math.min(PIECE, bytes.size() - at));
            process.input().flush();
            synchronized (lock) {
                lastProgress = System.nanoTime();
            }
        }
    }

    private void inputBroken() {
        if (!exitsSoon()) {
            fail("closed its input before that ended");
        }
    }

    private boolean exitsSoon() {
        try {
            return process.awaitExit(EXIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // The thread into-answers.

    private void readAnswers() {
        Answers answers = new Answers();
        byte[] bytes = new byte[8192];
        try {
            for (int count = process.answers().read(bytes);
                    count >= 0;
                    count = process.answers().read(bytes)) {
                answers.take(bytes, count, offered);
                believe(answers);
            }
        } catch (IOException e) {
            // Closed under our hands: what was answered before counts, and the exit tells the rest.
            synchronized (lock) {
                lock.notifyAll();
            }
        }
        answers.end(offered);
        believe(answers);
        noMoreAnswers();
    }

    private void believe(Answers answers) {
        synchronized (lock) {
            if (trouble == null && !closed && answers.settled() > settled) {
                settled = answers.settled();
                lastProgress = System.nanoTime();
            }
            lock.notifyAll();
        }
        onAnswer.run();
        answers.wrong().ifPresent(this::fail);
    }

    private void noMoreAnswers() {
        boolean gone = exitsSoon();
        boolean early;
        synchronized (lock) {
            early = !inputWritten;
            if (gone) {
                exited = true;
            }
            answersEnded = true;
            lock.notifyAll();
        }
        if (early) {
            fail(gone ? exitedEarly() : "closed its output");
        }
    }

    private String exitedEarly() {
        return Unsettled.exited(process.status()) + " before its input ended";
    }

    // A thread of the process's watcher.

    private void exited() {
        synchronized (lock) {
            exited = true;
            lastProgress = System.nanoTime();
            lock.notifyAll();
        }
        CompletableFuture.delayedExecutor(EXIT_MILLIS, TimeUnit.MILLISECONDS).execute(this::exitedLongAgo);
    }

    /** Something that the command left behind may hold its output open for ever. */
    private void exitedLongAgo() {
        boolean early;
        synchronized (lock) {
            if (answersEnded) {
                return;
            }
            early = !inputWritten;
            answersEnded = true;
            lock.notifyAll();
        }
        if (early) {
            fail(exitedEarly());
        }
    }
}
