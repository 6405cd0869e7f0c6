package org.kafkamqtt.sandbox.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A packaged jar, or another program, as a child process whose output is collected as it comes. */
public final class Child implements AutoCloseable {
    private final Process process;
    private final Intake out;
    private final Intake err;

    private Child(Process process) {
        this.process = process;
        this.out = new Intake(process.getInputStream());
        this.err = new Intake(process.getErrorStream());
    }

    /**
     * How it ended.
     *
     * @param status as the operating system sees it
     * @param out standard output
     * @param err standard error
     */
    public record Ended(int status, String out, String err) {}

    /** Starts a tool by the folder of its module and its name, such as {@code kafka-producer}. */
    public static Child jar(String module, String tool, String... args) {
        return program(command(module, tool, args));
    }

    /** The command that starts a tool's jar. */
    public static List<String> command(String module, String tool, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-jar",
                root().resolve(module).resolve("target").resolve(tool + ".jar").toString()));
        command.addAll(List.of(args));
        return command;
    }

    /** Starts any program. */
    public static Child program(List<String> command) {
        return program(command, Map.of());
    }

    /** Starts any program with more environment variables. */
    public static Child program(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("KAFKA_") || name.startsWith("MQTT_"));
        builder.environment().putAll(environment);
        try {
            return new Child(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a program is installed. */
    public static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The folder of the project: the nearest one above that holds {@code mvnw}. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not inside the project");
            }
        }
        return folder;
    }

    /** Writes to its standard input; if the child has ended, that shows in its status and not here. */
    public Child type(String text) {
        return type(text.getBytes(UTF_8));
    }

    /** As {@link #type(String)}. */
    public Child type(byte[] bytes) {
        try {
            OutputStream in = process.getOutputStream();
            in.write(bytes);
            in.flush();
        } catch (IOException e) {
            return this;
        }
        return this;
    }

    /** Ends its standard input. */
    public Child endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            return this;
        }
        return this;
    }

    /** Sends a signal by name, such as {@code INT}, {@code TERM} or {@code KILL}. */
    public void signal(String name) {
        Signal.send(name, process.pid());
    }

    public long pid() {
        return process.pid();
    }

    public String out() {
        return out.text();
    }

    public String err() {
        return err.text();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Waits until it ends; fails if it does not within the time. */
    public Ended ended(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + seconds + " s; standard error: " + err.text());
            }
            out.join();
            err.join();
            return new Ended(process.exitValue(), out.text(), err.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Collects a stream until it ends. */
    private static final class Intake extends Thread {
        private final InputStream in;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Intake(InputStream in) {
            super("intake");
            this.in = in;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            try (in) {
                in.transferTo(bytes);
            } catch (IOException e) {
                // The child was killed.
                return;
            }
        }

        String text() {
            return bytes.toString(UTF_8);
        }
    }
}
