package org.kafkamqtt.mqtt.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar as a child process. */
final class ChildTool implements AutoCloseable {
    static final Path JAR = Path.of("target/mqtt-subscribe.jar").toAbsolutePath();

    private final Process process;
    private final Capture out;
    private final Capture err;

    private ChildTool(Process process) {
        this.process = process;
        this.out = new Capture(process.getInputStream());
        this.err = new Capture(process.getErrorStream());
        this.err.begin();
    }

    /**
     * How it ended.
     *
     * @param status as the operating system sees it
     */
    record Result(int status, String out, String err) {}

    static ChildTool start(Map<String, String> environment, String... args) {
        ChildTool child = started(environment, args);
        child.startReading();
        return child;
    }

    /** Starts a child whose output nobody reads before {@link #startReading}. */
    static ChildTool startUnread(String... args) {
        return started(Map.of(), args);
    }

    void startReading() {
        out.begin();
    }

    private static ChildTool started(Map<String, String> environment, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("MQTT_"));
        builder.environment().putAll(environment);
        try {
            return new ChildTool(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ChildTool start(String... args) {
        return start(Map.of(), args);
    }

    /** The whole life of a child: fed, ended, looked at. */
    static Result run(byte[] input, String... args) {
        try (ChildTool child = start(args)) {
            child.type(input);
            child.endInput();
            return child.ended(60);
        }
    }

    static Result run(String input, String... args) {
        return run(input.getBytes(UTF_8), args);
    }

    void type(byte[] input) {
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write(input);
            stdin.flush();
        } catch (IOException e) {
            // The child has ended without reading everything: its status tells why.
            return;
        }
    }

    void type(String input) {
        type(input.getBytes(UTF_8));
    }

    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // As above.
            return;
        }
    }

    /** Sends a signal by its name, such as {@code INT}. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops reading what the child writes, as {@code head} does. */
    void closeOutput() {
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    String said() {
        return err.text();
    }

    String written() {
        return out.text();
    }

    /** How many whole lines are written. */
    int lines() {
        return (int) out.text().chars().filter(c -> c == '\n').count();
    }

    Result ended(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after " + seconds + " s, said: " + err.text());
            }
            out.join();
            err.join();
            return new Result(process.exitValue(), out.text(), err.text());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Takes in a stream as it comes. */
    private static final class Capture extends Thread {
        private final InputStream in;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Capture(InputStream in) {
            super("capture");
            this.in = in;
            setDaemon(true);
        }

        void begin() {
            start();
        }

        @Override
        public void run() {
            try (in) {
                in.transferTo(bytes);
            } catch (IOException e) {
                // Closed by the test.
                return;
            }
        }

        String text() {
            return bytes.toString(UTF_8);
        }
    }
}
