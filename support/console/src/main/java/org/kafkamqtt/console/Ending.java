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
 * The end of the process: with the status of the run, by a signal, because a thread died, or because foreign code
 * asks for it; never with 0 unless the run succeeded, and never without a message.
 *
 * <p>Made by the main thread; any thread may report.
 */
final class Ending {
    private static final long SETTLE_SECONDS = 30;
    /** How long the run may clean up after one of its threads died; it may be waiting for that very thread. */
    private static final long LAST_WISH_SECONDS = 5;

    private final Console console;
    private final Thread main = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean died = new AtomicBoolean();
    /** The message for when there is no memory left to make one. */
    private final byte[] lastWords;

    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    private volatile ExitStatus status = ExitStatus.FAILED;

    Ending(Console console) {
        this.console = console;
        this.lastWords = (console.name() + ": " + OutOfMemory.sentence(new OutOfMemoryError("Java heap space")) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Takes over signals, calls of {@code System.exit}, and uncaught exceptions. */
    void watch() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "stop"));
        Thread.setDefaultUncaughtExceptionHandler(this::died);
        DeathLog.watch(this::died);
    }

    /** Ends the JVM with the status of the run. */
    void leave(ExitStatus reached) {
        console.live().close();
        status = died.get() && reached == ExitStatus.OK ? ExitStatus.FAILED : reached;
        done.countDown();
        // After a signal this blocks: the JVM is already on its way out with 128 + the signal's number.
        System.exit(status.code());
    }

    /** For failures that the main thread could not even explain. */
    void lastWords() {
        try {
            err.write(lastWords);
        } catch (IOException e) {
            // Nobody reads us: the status has to do.
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
            console.live().close();
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
            // There is nothing left to do but end.
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
            console.live().close();
            console.say(exit.get() + " called System.exit in the middle of the run: its outcome is unknown");
            Runtime.getRuntime().halt(ExitStatus.FAILED.code());
        }
        console.stop().request();
        settle();
    }

    /** A late foreign call of {@code System.exit} does not change our status. */
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
                console.live().close();
                console.say("did not finish within " + SETTLE_SECONDS + " s"
                        + Culprit.busy(main.getStackTrace())
                                .map(busy -> ": " + busy + " is still running")
                                .orElse("")
                        + ", exiting anyway");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
