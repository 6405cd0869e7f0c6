package org.kafkamqtt.console.into;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.kafkamqtt.console.UserLocale;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * The user's command as a child process with all that it started. Thread-safe.
 *
 * <p>It ignores SIGINT: a terminal sends that to all processes at once, but the left side has to stop first and take the last answers.
 */
final class CommandProcess {
    private static final String DEAF_TO_INTERRUPTS = "trap '' INT; ";
    private static final long TERM_NANOS = 2_000_000_000;
    private static final long LOOK_NANOS = 5_000_000;

    private final Process process;

    private CommandProcess(Process process) {
        this.process = process;
    }

    static CommandProcess start(String command) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", DEAF_TO_INTERRUPTS + command)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        UserLocale.restore(builder.environment());
        try {
            return new CommandProcess(builder.start());
        } catch (IOException e) {
            throw Failure.cannot(ExitStatus.FAILED, "start", "the command of --into", e);
        }
    }

    OutputStream input() {
        return process.getOutputStream();
    }

    InputStream answers() {
        return process.getInputStream();
    }

    boolean awaitExit(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    void onExit(Runnable action) {
        CompletableFuture<?> unused = process.onExit().thenRun(action);
    }

    int status() {
        return process.exitValue();
    }

    boolean alive() {
        return process.isAlive();
    }

    /**
     * Ends the command and its descendants: SIGTERM, and SIGKILL for those still there 2 s later.
     *
     * <p>By handles: {@link Process#destroy} closes the streams first, and waits for a thread that is blocked in one of them.
     */
    void end() {
        List<ProcessHandle> all = Stream.concat(process.toHandle().descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        // Not by onExit: for a process that is not our child it looks only at long intervals.
        long deadline = System.nanoTime() + TERM_NANOS;
        while (all.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        Stream.concat(all.stream(), all.stream().flatMap(ProcessHandle::descendants))
                .filter(ProcessHandle::isAlive)
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }
}
