package org.kafkamqtt.journeys.older;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.FreePorts;

/** A broker of an earlier release, with what it needs beside it, as processes. Not thread-safe; the test's thread owns it. */
final class OlderKafka implements AutoCloseable {
    private static final int LIMIT_SECONDS = 90;
    private static final String ZOOKEEPER = "zookeeper.connect=127.0.0.1:";

    private final Release release;
    private final Path folder;
    private final int port = FreePorts.next();
    private final Optional<Process> zooKeeper;
    private Process broker;

    /** Starts one with its data in the folder, and returns when it answers. */
    OlderKafka(Release release, Path folder) throws IOException {
        this.release = release;
        this.folder = folder;
        List<String> settings = new ArrayList<>(release.settings(port));
        if (settings.stream().noneMatch(setting -> setting.startsWith("listeners="))) {
            settings.add("listeners=PLAINTEXT://localhost:" + port);
        }
        settings.addAll(List.of(
                "log.dirs=" + folder.resolve("data"),
                "auto.create.topics.enable=false",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=4",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "log.cleaner.dedupe.buffer.size=4194304"));
        Path file = Files.write(folder.resolve("server.properties"), settings);
        this.zooKeeper = settings.stream()
                .filter(setting -> setting.startsWith(ZOOKEEPER))
                .findFirst()
                .map(setting -> zooKeeper(Integer.parseInt(setting.substring(ZOOKEEPER.length()))));
        if (zooKeeper.isEmpty()) {
            format(file);
        }
        this.broker = started();
    }

    private Process zooKeeper(int at) {
        try {
            Path file = Files.write(
                    folder.resolve("zookeeper.properties"),
                    List.of(
                            "dataDir=" + folder.resolve("zookeeper"),
                            "clientPort=" + at,
                            "clientPortAddress=127.0.0.1",
                            "admin.enableServer=false"));
            Process process = release.start(
                    folder.resolve("zookeeper.log"),
                    "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                    file.toString());
            awaitAnswer(process, at, "ZooKeeper", "zookeeper.log");
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void format(Path settings) {
        Process format = release.start(
                folder.resolve("format.log"),
                "kafka.tools.StorageTool",
                "format",
                "-t",
                "MkU3OEVBNTcwNTJENDM2Qk",
                "-c",
                settings.toString());
        Await.that("the folder is formatted", LIMIT_SECONDS, () -> !format.isAlive());
    }

    private Process started() {
        Process process = release.start(
                folder.resolve("broker.log"),
                "kafka.Kafka",
                folder.resolve("server.properties").toString());
        awaitAnswer(process, port, "the broker", "broker.log");
        return process;
    }

    private void awaitAnswer(Process process, int at, String who, String log) {
        Await.that(who + " answers or ends", LIMIT_SECONDS, () -> answers(at) || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException(who + " did not start: " + said(log));
        }
    }

    private String said(String log) {
        try {
            return Files.readString(folder.resolve(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int at) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code HOST:PORT}. */
    String address() {
        return "localhost:" + port;
    }

    /** Asks the broker to stop and starts it again on the same port and data. */
    void restart() {
        broker.destroy();
        ended(broker);
        broker = started();
    }

    private static void ended(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("does not stop within " + LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        broker.destroyForcibly();
        ended(broker);
        zooKeeper.ifPresent(process -> {
            process.destroyForcibly();
            ended(process);
        });
    }
}
