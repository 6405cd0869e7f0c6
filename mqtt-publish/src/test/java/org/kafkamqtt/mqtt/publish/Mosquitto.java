package org.kafkamqtt.mqtt.publish;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Debian's mosquitto as a child process, with a configuration of the test's own. */
final class Mosquitto implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(10);

    private final Path folder;
    private final int port;
    private final List<String> lines;
    private Process process;

    /** Starts it on a free port; the lines stand behind its {@code listener}. */
    Mosquitto(Path folder, String... lines) throws IOException {
        this.folder = folder;
        this.port = freePort();
        this.lines = List.of(lines);
        this.process = start();
    }

    int port() {
        return port;
    }

    static boolean installed() {
        return Files.isExecutable(PROGRAM) && Files.isExecutable(Path.of("/usr/bin/mosquitto_sub"));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process start() throws IOException {
        Path file = folder.resolve("mosquitto-" + port + ".conf");
        Files.write(
                file,
                Stream.concat(
                                // As root it would change to a user who cannot read the test's folder.
                                Stream.of("user " + System.getProperty("user.name"), "listener " + port + " 127.0.0.1"),
                                lines.stream())
                        .toList());
        Process started = new ProcessBuilder(PROGRAM.toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto-" + port + ".log").toFile())
                .start();
        await(started);
        return started;
    }

    private void await(Process started) throws IOException {
        long end = System.nanoTime() + LIMIT;
        while (started.isAlive() && System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        throw new IOException(
                "mosquitto did not start: " + Files.readString(folder.resolve("mosquitto-" + port + ".log")));
    }

    /** Stops it, so that it writes its persistence, and starts it again on the same port. */
    void restart() throws IOException {
        close();
        process = start();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
