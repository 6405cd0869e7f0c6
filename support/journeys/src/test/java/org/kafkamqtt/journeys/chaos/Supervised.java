package org.kafkamqtt.journeys.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Signal;

/** A bridge that is started again whenever its left side ends, as systemd's {@code Restart=always} does. */
final class Supervised implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int LIMIT_SECONDS = 120;

    private final ProcessBuilder builder;
    private final Path folder;
    private final String rightJar;
    private final List<Ended> ends = new ArrayList<>();
    /** Every process below a left side that was seen. */
    private final Set<ProcessHandle> below = new HashSet<>();

    private final Thread restarting = new Thread(this::restart, "supervisor");
    private volatile Process left;
    private volatile boolean stopping;
    private int starts;

    /**
     * How a left side ended.
     *
     * @param err what it and its right side said on standard error until then
     */
    record Ended(int status, String err) {}

    /** Starts the command; its right side is the process below it that runs this jar. */
    Supervised(List<String> command, Path folder, String rightJar) {
        this.builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("KAFKA_") || name.startsWith("MQTT_"));
        builder.environment().putAll(Map.of("XDG_STATE_HOME", folder.toString()));
        this.folder = folder;
        this.rightJar = rightJar;
        this.left = started();
        restarting.start();
    }

    private Process started() {
        starts++;
        try {
            return builder.redirectOutput(folder.resolve("out-" + starts).toFile())
                    .redirectError(folder.resolve("err-" + starts).toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void restart() {
        while (true) {
            int status = ended(left);
            synchronized (this) {
                ends.add(new Ended(status, said()));
                if (stopping) {
                    return;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            synchronized (this) {
                if (stopping) {
                    return;
                }
                left = started();
            }
        }
    }

    private static int ended(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("err-" + starts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of the left side that runs, or of the last that did. */
    long left() {
        return left.pid();
    }

    /** The right side below the left side of now. */
    synchronized Optional<ProcessHandle> right() {
        List<ProcessHandle> descendants = left.descendants().toList();
        below.addAll(descendants);
        return descendants.stream().filter(this::isRight).findFirst();
    }

    /** A shell that starts the jar has its name among its words, too. */
    private boolean isRight(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        return info.command().orElse("").endsWith("java")
                && List.of(info.arguments().orElse(new String[0])).contains(rightJar);
    }

    ProcessHandle awaitRight() {
        Await.that("a right side", LIMIT_SECONDS, () -> right().isPresent());
        return right().orElseThrow();
    }

    /** How all left sides have ended so far. */
    synchronized List<Ended> ends() {
        return List.copyOf(ends);
    }

    /** Waits until a left side has ended after so many others, and answers how. */
    Ended awaitEnd(int others) {
        Await.that("the left side ends", LIMIT_SECONDS, () -> ends().size() > others);
        return ends().get(others);
    }

    /** All that was said on standard error, for people to read. */
    synchronized String report() {
        StringBuilder report = new StringBuilder();
        ends.forEach(ended -> report.append(ended).append('\n'));
        return report.append("last: ").append(said()).toString();
    }

    /** Asks it to end by SIGTERM, does not start it again, and answers how it ended. */
    int stop() {
        awaitRight();
        synchronized (this) {
            stopping = true;
        }
        Signal.send("TERM", left.pid());
        Await.that("the left side ends", LIMIT_SECONDS, () -> !left.isAlive());
        Await.that("no process of the bridge goes on", LIMIT_SECONDS, () -> below.stream()
                .noneMatch(ProcessHandle::isAlive));
        return ended(left);
    }

    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
        }
        right();
        left.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
        Await.that("the supervisor ends", LIMIT_SECONDS, () -> !restarting.isAlive());
    }
}
