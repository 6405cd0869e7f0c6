package org.kafkamqtt.journeys.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;

/** The sandbox's Kafka as a process that can be killed, on a port and data of its own. */
final class KafkaChild implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final Path folder;
    private final int port = FreePorts.next();
    private final List<String> topics;
    private int starts;
    private Child process;

    KafkaChild(Path folder, String... topics) {
        this.folder = folder;
        this.topics =
                Stream.of(topics).flatMap(topic -> Stream.of("--topic", topic)).toList();
        this.process = started();
    }

    private Child started() {
        Path ready = folder.resolve("kafka-ready-" + ++starts);
        List<String> args = new ArrayList<>(List.of(
                "--kafka-only",
                "--kafka-port",
                Integer.toString(port),
                "--data",
                folder.resolve("kafka").toString(),
                "--ready-file",
                ready.toString()));
        args.addAll(topics);
        Child child = Child.jar("support/sandbox", "sandbox", args.toArray(String[]::new));
        Await.that("Kafka answers or ends", LIMIT_SECONDS, () -> !child.alive() || written(ready));
        if (!child.alive()) {
            throw new IllegalStateException("Kafka did not start: " + child.err());
        }
        return child;
    }

    private static boolean written(Path file) {
        try {
            return Files.exists(file) && Files.size(file) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "localhost:" + port;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it by a signal and starts it again on the same port and data. */
    void restart(String signal) {
        process.signal(signal);
        process.ended(LIMIT_SECONDS);
        process = started();
    }

    @Override
    public void close() {
        process.close();
        Await.that("Kafka ends", LIMIT_SECONDS, () -> !process.alive());
    }
}
