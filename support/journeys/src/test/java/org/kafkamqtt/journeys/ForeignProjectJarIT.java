package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Child;

/** The library as others get it: from a repository in which nothing else of this project is. */
class ForeignProjectJarIT {
    private static final String ARTIFACT = "kafka-mqtt-balancer";
    private static final List<String> KEYS = List.of("order-1", "order-2", "order-3", "order-4", "order-5");
    private static final int PARTITIONS = 7;

    private final Path folder;

    ForeignProjectJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_project_of_its_own_compiles_and_produces_by_a_rule_of_kafka_go() throws IOException {
        Path repository = publish();
        Path project = copy(Child.root().resolve("examples/library"), folder.resolve("project"));
        String topic = "foreign-" + UUID.randomUUID();
        SharedSandbox.get().createTopic(topic, PARTITIONS);
        String arguments = SharedSandbox.get().kafkaAddress() + " " + topic + " " + String.join(" ", KEYS);
        try (Child maven = Child.program(List.of(
                Child.root().resolve("mvnw").toString(),
                "-o",
                "-q",
                "-B",
                "-f",
                project.resolve("pom.xml").toString(),
                "-Dmaven.repo.local=" + repository,
                "-Dmaven.repo.local.tail=" + local(),
                "compile",
                "exec:java",
                "-Dexec.args=" + arguments))) {
            Child.Ended ended = maven.endInput().ended(120);
            assertEquals(0, ended.status(), ended.out() + ended.err());
            assertEquals(expected(), ended.out().lines().toList());
        }
    }

    private static List<String> expected() {
        Balancer balancer = Balancers.standard().create("kafka-go:Hash", Map.of());
        return KEYS.stream()
                .map(key -> key + " " + balancer.choose(Message.of(key), Partitions.of(PARTITIONS)))
                .toList();
    }

    /** Lays jar and pom where Maven finds them. */
    private Path publish() throws IOException {
        Path target = Child.root().resolve("balancer/target");
        Path pom = target.resolve("flattened-pom.xml");
        String text = Files.readString(pom);
        assertFalse(text.contains("<parent>"), text);
        String version = text.replaceFirst("(?s).*?<version>(.*?)</version>.*", "$1");
        Path there =
                folder.resolve("repository/org/kafkamqtt").resolve(ARTIFACT).resolve(version);
        Files.createDirectories(there);
        Files.copy(pom, there.resolve(ARTIFACT + "-" + version + ".pom"));
        Files.copy(target.resolve(ARTIFACT + "-" + version + ".jar"), there.resolve(ARTIFACT + "-" + version + ".jar"));
        return folder.resolve("repository");
    }

    /** The repository that this build uses, where Kafka's client and Maven's plugins are. */
    private static Path local() {
        String jar = Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                .filter(entry -> entry.contains("kafka-clients"))
                .findFirst()
                .orElseThrow();
        Path local = Path.of(jar).resolve("../../../../../..").normalize();
        assertTrue(Files.isDirectory(local.resolve("org/apache/kafka/kafka-clients")), jar);
        return local;
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(path -> !from.relativize(path).startsWith("target"))
                    .toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }
}
