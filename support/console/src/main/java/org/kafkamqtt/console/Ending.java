package org.kafkamqtt.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.OutOfMemory;

/**
 * The end of the process: with the status of the run, by a signal, because a thread died, or because somebody else's code
 * wants it; never with 0 unless the run earned it, and never without a word.
 *
 * <p>Made by the main thread; any thread may report.
 */
final class Ending {
    private static final long SETTLE_SECONDS = 30;
    /** How long the run may tidy up after one of its threads died; it may be waiting for that very thread. */
    private static final long LAST_WISH_SECONDS = 5;

    private final Console console;
    private final Thread main = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean died = new AtomicBoolean();
    /** What is said when there is no memory left to say anything. */
    private final byte[] lastWords;

    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    private volatile ExitStatus status = ExitStatus.FAILED;

    Ending(Console console) {
        this.console = console;
        this.lastWords = (console.name() + ": " + OutOfMemory.sentence(new OutOfMemoryError("Java heap space")) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Takes over signals, calls of {@code System.exit}, and what nobody else catches. */
    void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "stop"));
        Thread.setDefaultUncaughtExceptionHandler(this::died);
        DeathLog.watch(this::died);
    }

    /** Ends the JVM with what became of the run. */
    void leave(ExitStatus reached) {
        status = died.get() && reached == ExitStatus.OK ? ExitStatus.FAILED : reached;
        done.countDown();
        // After a signal this blocks: the JVM is already on its way out with 128 + the signal's number.
        System.exit(status.code());
    }

    /** For what the main thread could not even explain. */
    void lastWords() {
        try {
            err.write(lastWords);
        } catch (IOException e) {
            // Nobody hears us: the status tells.
            return;
        }
    }

    /** A thread has died of something; the run cannot be trusted any more. */
    private void died(Thread thread, Throwable cause) {
        boolean stopping = done.getCount() == 0 || console.stop().requested();
        if (stopping && !(cause instanceof Error) || !died.compareAndSet(false, true)) {
            return;
        }
        try {
            console.say(said(cause));
        } catch (Throwable e) {
            lastWords();
        }
        try {
            console.stop().request();
            if (thread != main && done.await(LAST_WISH_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (Throwable e) {
            // There is nothing left to try but the end.
            lastWords();
        }
        Runtime.getRuntime().halt(ExitStatus.FAILED.code());
    }

    private static String said(Throwable cause) {
        if (cause instanceof Failure f) {
            return f.sentence();
        }
        return OutOfMemory.in(cause).orElseGet(() -> Failure.unexpected(cause)).sentence();
    }

    /** The shutdown hook: while it runs, the JVM waits. */
    private void shutDown() {
        if (done.getCount() == 0) {
            keepStatus();
            return;
        }
        Optional<Culprit> exit = exitCalled();
        if (exit.isPresent()) {
            console.say(exit.get() + " called System.exit in the middle of the run: what became of it is unknown");
            Runtime.getRuntime().halt(ExitStatus.FAILED.code());
        }
        console.stop().request();
        settle();
    }

    /** Somebody else's late call of {@code System.exit} does not decide about our status. */
    private void keepStatus() {
        boolean ours = false;
        for (StackTraceElement frame : main.getStackTrace()) {
            ours |= frame.getClassName().equals(Ending.class.getName());
        }
        if (!ours || exitCalled().isPresent()) {
            Runtime.getRuntime().halt(status.code());
        }
    }

    private static Optional<Culprit> exitCalled() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(stack -> Culprit.ofExit(stack).stream())
                .findFirst();
    }

    private void settle() {
        try {
            if (!done.await(SETTLE_SECONDS, TimeUnit.SECONDS)) {
                console.say("did not settle within " + SETTLE_SECONDS + " s"
                        + Culprit.busy(main.getStackTrace())
                                .map(busy -> ": " + busy + " is still running")
                                .orElse("")
                        + ", ending all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
