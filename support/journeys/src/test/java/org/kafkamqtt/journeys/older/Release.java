package org.kafkamqtt.journeys.older;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;

/** An earlier Kafka, from the jars that {@code support/older} fetches. */
enum Release {
    /** The oldest that kafka-clients 4 talks to. It needs a ZooKeeper. */
    KAFKA_2_1("kafka-2.1") {
        @Override
        List<String> settings(int port) {
            return List.of("broker.id=1", "zookeeper.connect=127.0.0.1:" + FreePorts.next());
        }
    },
    /** The first whose KRaft was meant for production. */
    KAFKA_3_3("kafka-3.3") {
        @Override
        List<String> settings(int port) {
            int controller = FreePorts.next();
            return List.of(
                    "process.roles=broker,controller",
                    "node.id=1",
                    "controller.quorum.voters=1@localhost:" + controller,
                    "controller.listener.names=CONTROLLER",
                    "listeners=PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller,
                    "advertised.listeners=PLAINTEXT://localhost:" + port,
                    "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
        }
    };

    private final String module;

    Release(String module) {
        this.module = module;
    }

    /** The settings that only it needs. */
    abstract List<String> settings(int port);

    private Path jars() {
        return Child.root().resolve("support/older").resolve(module).resolve("target/jars");
    }

    /** Whether its jars have been fetched: a build with {@code -Dmanual.skip} leaves them out. */
    boolean fetched() {
        return Files.isDirectory(jars());
    }

    /** Starts a class of its jars with these words, its output in the file. */
    Process start(Path log, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jars() + "/*"));
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
