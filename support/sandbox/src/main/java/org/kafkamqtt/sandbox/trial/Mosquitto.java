package org.kafkamqtt.sandbox.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Debian's mosquitto as a child process on a free port of 127.0.0.1, with a configuration of the test's own.
 *
 * <p>Not thread-safe; the test's thread owns it.
 */
public final class Mosquitto implements AutoCloseable {
    private static final int LIMIT_SECONDS = 20;

    private final Path configuration;
    private final int port;
    private Process process;

    private Mosquitto(Path configuration, int port) {
        this.configuration = configuration;
        this.port = port;
        this.process = started();
    }

    /** Whether the broker and its clients are installed. */
    public static boolean installed() {
        return find("mosquitto").isPresent() && find("mosquitto_sub").isPresent();
    }

    /** The path of a program of mosquitto's packages; fails if there is none. */
    public static String program(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(name + " is not installed"));
    }

    private static Optional<String> find(String name) {
        return Stream.of("/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/")
                .map(folder -> folder + name)
                .filter(candidate -> Files.isExecutable(Path.of(candidate)))
                .findFirst();
    }

    /** Starts one; the lines follow its first {@code listener}, and may open more of them. */
    public static Mosquitto start(Path folder, String... lines) {
        int port = FreePorts.next();
        try {
            Path file = Files.write(
                    folder.resolve("mosquitto-" + port + ".conf"),
                    Stream.of(
                                    Stream.of(lines).filter(Mosquitto::standsFirst),
                                    // As root it would change to a user who cannot read the test's folder.
                                    Stream.of(
                                            "user " + System.getProperty("user.name"),
                                            "listener " + port + " 127.0.0.1"),
                                    Stream.of(lines).filter(line -> !standsFirst(line)))
                            .flatMap(each -> each)
                            .toList());
            return new Mosquitto(file, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that is open to all and keeps its sessions, with any number of messages, in the folder over restarts. */
    public static Mosquitto keeping(Path folder) {
        return start(
                folder,
                "allow_anonymous true",
                "max_queued_messages 0",
                "persistence true",
                "persistence_location " + folder + "/");
    }

    private static boolean standsFirst(String line) {
        return line.startsWith("per_listener_settings");
    }

    private Path log() {
        return configuration.resolveSibling("mosquitto-" + port + ".log");
    }

    private Process started() {
        try {
            Process starting = new ProcessBuilder(program("mosquitto"), "-v", "-c", configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            Await.that("mosquitto answers or ends", LIMIT_SECONDS, () -> answers() || !starting.isAlive());
            if (!starting.isAlive()) {
                throw new IllegalStateException("mosquitto did not start: " + said());
            }
            return starting;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Its log so far. */
    public String said() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Stops it so that it saves its sessions, and starts it again on the same port. */
    public void restart() {
        close();
        process = started();
    }

    /** Has it save its state to this file of its {@code persistence_location}, and returns when the file is complete. */
    public void save(Path file) {
        Object before = identity(file);
        Signal.send("USR1", process.pid());
        Await.that("mosquitto saves", LIMIT_SECONDS, () -> !identity(file).equals(before));
    }

    /** Mosquitto writes another file and then renames it to this one. */
    private static Object identity(Path file) {
        try {
            return Files.exists(file) ? Files.readAttributes(file, "unix:ino,ctime") : "none";
        } catch (IOException e) {
            return "none";
        }
    }

    /** Kills it, so that it loses what it has not saved, and starts it again on the same port. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = started();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
