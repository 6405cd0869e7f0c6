package org.kafkamqtt.console.into;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Seconds;

/**
 * A command of the user that takes lines on its standard input and answers on its standard output how many of them it has
 * settled for good: the left side of {@code --into}.
 *
 * <p>One thread, the owner, adds lines, waits and finishes. A thread {@code into-writer} writes, so that adding never blocks; a thread
 * {@code into-answers} reads. What is marked thread-safe may be called by any thread. The lines on their way and the progress of the
 * command have a lock each; neither is taken under the other.
 */
public final class LineCommand implements AutoCloseable {
    private static final int PIECE = 1 << 16;
    /** How long a command that closed one of its streams may take to exit, so that its status can be reported. */
    private static final long EXIT_MILLIS = 1_000;

    private final CommandProcess process;
    private final IntoWindow window;
    private final Runnable onAnswer;
    private final LineSizes sizes = new LineSizes();
    private final OutgoingLines lines = new OutgoingLines();
    private final CommandProgress progress = new CommandProgress();
    private volatile boolean comesAgain;

    private LineCommand(CommandProcess process, IntoWindow window, boolean comesAgain, Runnable onAnswer) {
        this.process = process;
        this.window = window;
        this.comesAgain = comesAgain;
        this.onAnswer = onAnswer;
    }

    /**
     * Starts the command with {@code sh -c}; its standard error is ours.
     *
     * @param comesAgain whether another run gets the lines that this one does not settle; only used in messages
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

    /** Whether the window admits one more line, of this many bytes; always when nothing is under way. For the owner. */
    public boolean hasRoom(long bytes) {
        sizes.settleTo(settled());
        return window.admits(bytes, sizes.lines(), sizes.bytes());
    }

    /**
     * Adds one whole line with its line feed, whether or not there is room; it is written at the next {@link #flush}, or before. Never blocks.
     *
     * @return its number, from 1
     */
    public long add(byte[] bytes, int from, int length) {
        sizes.add(length);
        return lines.add(bytes, from, length);
    }

    /** Hands the lines added so far to the writing thread. Never blocks. For the owner. */
    public void flush() {
        lines.handOver();
    }

    /** How many lines were added so far. Thread-safe. */
    public long added() {
        return lines.added();
    }

    /** How many of the first lines are settled. Thread-safe. */
    public long settled() {
        return progress.settled();
    }

    /** Why no more lines can be settled, if so. Thread-safe. */
    public Optional<Failure> trouble() {
        return progress.trouble().map(this::unsettled);
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
     * Waits until the window admits a line of this many bytes. Flushes. For the owner.
     *
     * @return false if the time was over before
     * @throws Failure as {@link #check}
     */
    public boolean awaitRoom(long bytes, long nanos) throws InterruptedException {
        flush();
        boolean room = progress.await(() -> hasRoom(bytes), nanos);
        if (!room) {
            check();
        }
        return room;
    }

    /**
     * Waits until this line and all before it are settled. Flushes. For the owner.
     *
     * @return false if the time was over before
     * @throws Failure as {@link #check}
     */
    public boolean awaitSettled(long line, long nanos) throws InterruptedException {
        flush();
        boolean reached = progress.await(() -> settled() >= line, nanos);
        if (!reached) {
            check();
        }
        return reached;
    }

    /** A line that is not settled may be lost from now on: no other run gets it. Thread-safe. */
    public void comesOnlyOnce() {
        comesAgain = false;
    }

    /** Lowers the patience of a {@link #finish} that runs or will run: a user wants to stop. Thread-safe. */
    public void hurry(long patienceNanos) {
        progress.hurry(patienceNanos);
    }

    /**
     * Ends the command's input, takes its last answers and waits until it has exited. For the owner.
     *
     * @param patienceNanos how long it may neither take lines nor answer
     * @throws Failure status 7 if not all lines are settled in the end, status 3 if they are and the command exited with another status than 0
     */
    public void finish(long patienceNanos) throws InterruptedException {
        flush();
        lines.end();
        OptionalLong overdue = progress.awaitEnd(patienceNanos);
        if (overdue.isPresent()) {
            throw unsettled("did not exit within " + Seconds.orMillis(Duration.ofNanos(overdue.getAsLong()))
                    + " after its input ended");
        }
        check();
        int status = process.status();
        if (settled() < added()) {
            throw unsettled(Unsettled.exited(status));
        }
        if (status != 0) {
            throw new Failure(ExitStatus.PARTIAL, "the command of --into " + Unsettled.exited(status));
        }
    }

    private Failure unsettled(String deed) {
        return Unsettled.failure(deed, added() - settled(), comesAgain);
    }

    /** Ends the command, with all that it started, if it has not exited. Idempotent. Thread-safe. */
    @Override
    public void close() {
        if (progress.close()) {
            lines.close();
            process.end();
        }
    }

    private void fail(String deed) {
        progress.failed(deed);
        onAnswer.run();
    }

    // The thread into-writer.

    private void write() {
        try {
            for (Bytes next = lines.take(); next.size() > 0; next = lines.take()) {
                write(next);
            }
            progress.inputWritten();
            process.input().close();
        } catch (IOException e) {
            if (!exitsSoon()) {
                fail("closed its input before that ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Bytes bytes) throws IOException {
        for (int at = 0; at < bytes.size(); at += PIECE) {
            process.input().write(bytes.array(), at, Math.min(PIECE, bytes.size() - at));
            process.input().flush();
            progress.tookInput();
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
                answers.take(bytes, count, lines.offered());
                believe(answers);
            }
        } catch (IOException e) {
            // Closed while it was read: earlier answers count, and the exit status explains the rest.
        }
        answers.end(lines.offered());
        believe(answers);
        boolean gone = exitsSoon();
        if (progress.answersEnded(gone)) {
            fail(gone ? exitedEarly() : "closed its output");
        }
    }

    private void believe(Answers answers) {
        progress.answered(answers.settled());
        onAnswer.run();
        answers.wrong().ifPresent(this::fail);
    }

    private String exitedEarly() {
        return Unsettled.exited(process.status()) + " before its input ended";
    }

    // A thread of the process's watcher.

    private void exited() {
        progress.exited();
        CompletableFuture.delayedExecutor(EXIT_MILLIS, TimeUnit.MILLISECONDS).execute(this::exitedLongAgo);
    }

    /** A process that the command left behind may keep its output open for ever. */
    private void exitedLongAgo() {
        if (progress.answersEnded(true)) {
            fail(exitedEarly());
        }
    }
}
