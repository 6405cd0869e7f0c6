package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** The files of examples/bridge, and README's two bridges by the letter. */
class BridgeExamplesJarIT {
    private static final Path EXAMPLES = Child.root().resolve("examples/bridge");
    private static final List<String> NUMBERS =
            IntStream.rangeClosed(1, 300).mapToObj(Integer::toString).toList();

    private final Sandbox sandbox = SharedSandbox.get();
    private final String mqtt = " -h localhost -p " + sandbox.mqttAddress().replaceFirst(".*:", "") + " ";
    private final String kafka = " -b " + sandbox.kafkaAddress() + " ";
    private final String name = "bridge-" + UUID.randomUUID();
    private final Path folder;

    BridgeExamplesJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private void publish(String topicName) throws IOException {
        Path file = Files.write(folder.resolve("numbers"), NUMBERS);
        Child.Ended sent = Jars.run("mqtt-publish" + mqtt + "-t " + topicName + " -q 1 -l < " + file);
        assertEquals(0, sent.status(), sent.err());
    }

    /** Makes the session, so that it does not matter how soon the bridge runs. */
    private String session() {
        String session = "mqtt-subscribe" + mqtt + "-t '" + name + "/#' -q 1 -c -i " + name;
        Child.Ended made = Jars.run(session + " -E");
        assertEquals(0, made.status(), made.err());
        return session;
    }

    @Test
    void the_right_side_in_shell_keeps_every_line() throws IOException {
        String session = session();
        publish(name + "/a");
        Path kept = folder.resolve("kept");
        Child.Ended ended =
                Jars.run(session + " -C 300 -W 60 --into '" + EXAMPLES.resolve("right.sh") + " " + kept + "'");
        assertEquals(0, ended.status(), ended.err());
        List<String> lines = Files.readAllLines(kept);
        assertEquals(300, lines.size());
        // Artemis may let messages of QoS 1 overtake one another.
        NUMBERS.forEach(number ->
                assertTrue(lines.stream().anyMatch(line -> line.contains("\"payload\":\"" + number + "\"")), number));
        assertEquals("nothing left", left(session));
    }

    @Test
    void the_right_side_in_python_keeps_every_message_once() throws IOException {
        assumeTrue(Child.installed("python3"), "python3 is not installed");
        String session = session();
        publish(name + "/a");
        Path database = folder.resolve("kept.db");
        Child.Ended ended =
                Jars.run(session + " -C 300 -W 60 --into '" + EXAMPLES.resolve("right.py") + " " + database + "'");
        assertEquals(0, ended.status(), ended.err());
        assertEquals("nothing left", left(session));
        String count = "import sqlite3; print(sqlite3.connect('" + database
                + "').execute('select count(*), count(delivery), count(distinct line) from messages').fetchall())";
        assertEquals(
                "[(300, 300, 300)]\n", Jars.run("python3 -c \"" + count + "\"").out());
    }

    private static String left(String session) {
        Child.Ended next = Jars.run(session + " -W 2");
        return next.out().isEmpty() ? "nothing left" : next.out();
    }

    @ParameterizedTest
    @ValueSource(strings = {"right.sh", "right.py"})
    void a_right_side_has_at_most_ten_lines(String file) throws IOException {
        assertTrue(Files.readAllLines(EXAMPLES.resolve(file)).size() <= 10);
    }

    @Test
    void the_units_are_ones_that_systemd_takes() throws IOException {
        assumeTrue(Child.installed("systemd-analyze"), "systemd-analyze is not installed");
        List<String> units = List.of(
                "mqtt-to-kafka.service",
                "kafka-to-mqtt.service",
                "mqtt-to-kafka-health.service",
                "mqtt-to-kafka-health.timer");
        for (String unit : units) {
            String text = Files.readString(EXAMPLES.resolve(unit))
                    .replace("/opt/kafka-mqtt", Child.root().toString());
            Path file = Files.writeString(folder.resolve(unit), text);
            Child.Ended ended = Jars.run("SYSTEMD_UNIT_PATH='" + folder + "': systemd-analyze verify '" + file + "'");
            assertEquals("0 ", ended.status() + " " + ended.err());
        }
    }

    @Test
    void the_compose_files_are_ones_that_docker_takes() {
        assumeTrue(
                Child.installed("docker") && Jars.run("docker compose version").status() == 0,
                "docker compose is not installed");
        for (String file : List.of("docker-compose.yml", "examples/bridge/compose.yaml")) {
            Child.Ended ended =
                    Jars.run("docker compose -f '" + Child.root().resolve(file) + "' --profile bridge config --quiet");
            assertEquals(0, ended.status(), ended.err());
        }
    }

    /** Runs a line of README as it stands there; the brokers' addresses come from where they may come from. */
    private Child readme(String line) throws IOException {
        String port = "-p " + sandbox.mqttAddress().replaceFirst(".*:", "") + "\n";
        Path configuration = Files.createDirectories(folder.resolve("config"));
        Files.writeString(configuration.resolve("mqtt-publish"), port);
        Files.writeString(configuration.resolve("mqtt-subscribe"), port);
        return Child.program(
                List.of("bash", "-c", "cd '" + Child.root() + "' && PATH=$PWD/bin:$PATH && exec " + line),
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        sandbox.kafkaAddress(),
                        "XDG_CONFIG_HOME",
                        configuration.toString(),
                        "XDG_STATE_HOME",
                        folder.toString(),
                        "KAFKA_MQTT_CDS",
                        "off"));
    }

    private static String lineOfReadme(String... parts) throws IOException {
        return Files.readAllLines(Child.root().resolve("README.md")).stream()
                .filter(line -> Stream.of(parts).allMatch(line::contains))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readmes_bridge_to_kafka_carries_what_is_published() throws IOException {
        try (Child bridge = readme(lineOfReadme("mqtt-subscribe -t", "--into"))) {
            publishUntilRead(bridge);
            bridge.signal("TERM");
            assertEquals(143, bridge.ended(60).status(), bridge.err());
        }
    }

    /** What is published before the session begins is for nobody, so it is published again. */
    private void publishUntilRead(Child bridge) {
        String sent = "site-01/" + name;
        Await.that("a record", 60, () -> {
            assertTrue(bridge.alive(), bridge.err());
            Jars.run("mqtt-publish" + mqtt + "-t " + sent + " -m 21.5 -q 1");
            return Jars.run("kafka-consumer" + kafka + "-t bridged -e -q -f '%k=%s\\n'")
                    .out()
                    .contains(sent + "=21.5\n");
        });
    }

    @Test
    void readmes_bridge_to_mqtt_carries_what_is_produced() throws IOException {
        Path log = folder.resolve("log");
        try (Child subscriber = Jars.shell("mqtt-subscribe" + mqtt + "-t 'site-01/#' -q 1 -d -C 1 -W 60 -v 2>" + log);
                Child produced = readme("sh -c \"" + lineOfReadme("echo", "-t commands") + "\"")) {
            Child.Ended ended = produced.ended(60);
            assertEquals(0, ended.status(), ended.err());
            Await.that("the subscription", 60, () -> ToolsContract.subscribed(log));
            try (Child bridge = readme(lineOfReadme("kafka-consumer -t", "--into"))) {
                assertEquals("site-01/device-7/set 20\n", subscriber.ended(60).out());
                bridge.signal("TERM");
                assertEquals(143, bridge.ended(60).status(), bridge.err());
            }
        }
    }
}
