package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kafkamqtt.sandbox.trial.Await;

/** Debian's mosquitto on a free port, where it is installed; the test is skipped where it is not. */
final class Mosquitto implements AutoCloseable {
    private final List<String> command;
    private final int port;
    private Process process;

    private Mosquitto(List<String> command, int port) {
        this.command = command;
        this.port = port;
        this.process = started();
    }

    /** Starts one that keeps sessions in the folder over restarts. */
    static Mosquitto start(Path folder) {
        String program = program("mosquitto");
        int port = freePort();
        try {
            Path configuration = Files.writeString(
                    folder.resolve("mosquitto.conf"),
                    "listener " + port + " 127.0.0.1\nallow_anonymous true\nuser root\nmax_queued_messages 0\n"
                            + "persistence true\npersistence_location " + folder + "/\n");
            return new Mosquitto(List.of(program, "-c", configuration.toString()), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path of a program of mosquitto's packages; skips the test if there is none. */
    static String program(String name) {
        Optional<String> path = Stream.of("/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/")
                .map(folder -> folder + name)
                .filter(candidate -> Files.isExecutable(Path.of(candidate)))
                .findFirst();
        assumeTrue(path.isPresent(), name + " is not installed");
        return path.orElseThrow();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process started() {
        try {
            Process starting = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Await.that("mosquitto answers", 20, this::answers);
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

    int port() {
        return port;
    }

    /** Stops it so that it saves its sessions, and starts it again. */
    void restart() {
        close();
        process = started();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
