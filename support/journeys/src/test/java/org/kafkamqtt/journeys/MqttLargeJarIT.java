package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/**
 * Messages as large as MQTT allows, through the launchers as they are.
 *
 * <p>60 MB by default; {@code -DlargestMessage=268435000} for all there is.
 */
class MqttLargeJarIT {
    private static final int SIZE = Integer.getInteger("largestMessage", 60_000_000);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Mosquitto broker;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Path large;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        broker = Mosquitto.start(folder, "allow_anonymous true");
        byte[] bytes = new byte[SIZE];
        new SplittableRandom(1).nextBytes(bytes);
        large = Files.write(folder.resolve("large"), bytes);
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static Child tool(String name, String javaOptions, String... args) {
        List<String> command = Stream.concat(
                        Stream.of(
                                Child.root().resolve("bin").resolve(name).toString(),
                                "-p",
                                Integer.toString(broker.port())),
                        Stream.of(args))
                .toList();
        return Child.program(command, Map.of("JAVA_OPTS", javaOptions, "KAFKA_MQTT_CDS", "off"));
    }

    private static Child subscriber(String topic, String... args) {
        Child child = tool(
                "mqtt-subscribe",
                "",
                Stream.concat(Stream.of("-t", topic), Stream.of(args)).toArray(String[]::new));
        Await.that("subscribed to " + topic, 20, () -> broker.said().contains(topic + " (QoS"));
        return child;
    }

    private static Child.Ended published(String javaOptions, String... args) {
        try (Child publisher = tool("mqtt-publish", javaOptions, args)) {
            return publisher.endInput().ended(120);
        }
    }

    @Test
    void a_large_message_passes_both_ways_at_every_qos() throws IOException {
        for (String qos : List.of("0", "1", "2")) {
            Path out = folder.resolve("out" + qos);
            try (Child subscriber =
                    subscriber("large/" + qos, "-q", qos, "-C", "1", "--out-dir", out.toString(), "-N")) {
                Child.Ended sent = published("", "-t", "large/" + qos, "-q", qos, "-f", large.toString());
                assertEquals(new Child.Ended(0, "", ""), sent);
                Child.Ended ended = subscriber.ended(120);
                assertEquals(0, ended.status(), ended.err());
            }
            try (Stream<Path> files = Files.list(out)) {
                assertEquals(-1, Files.mismatch(large, files.findFirst().orElseThrow()), "QoS " + qos);
            }
        }
    }

    @Test
    void a_subscriber_without_the_memory_names_the_message_and_ends() {
        assertEquals(
                0,
                published("", "-t", "kept/large", "-r", "-f", large.toString()).status());
        try (Child subscriber = tool("mqtt-subscribe", "-Xmx48m", "-t", "kept/#", "-W", "60")) {
            Child.Ended ended = subscriber.ended(60);
            assertEquals(1, ended.status(), ended.err());
            String size = String.format(java.util.Locale.ROOT, "%,d", SIZE);
            assertTrue(
                    ended.err()
                            .startsWith("mqtt-subscribe: a message of 'kept/large' of " + size
                                    + " bytes does not fit into memory; try JAVA_OPTS=-Xmx"),
                    ended.err());
            assertEquals(1, ended.err().lines().count(), ended.err());
        }
    }

    @Test
    void a_publisher_without_the_memory_names_the_file_and_delivers_the_others() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("pictures"));
        Files.write(pictures.resolve("a"), new byte[1_000_000]);
        Files.createSymbolicLink(pictures.resolve("b"), large);
        Files.write(pictures.resolve("c"), new byte[2_000_000]);
        try (Child subscriber = subscriber("pictures", "-q", "1", "-C", "2", "-F", "%l")) {
            Child.Ended sent = published("-Xmx48m", "-t", "pictures", "-q", "1", "-f", pictures.toString());
            assertEquals(3, sent.status(), sent.err());
            assertTrue(sent.err().contains("pictures/b of "), sent.err());
            assertTrue(sent.err().contains("3 read, 2 sent, 2 acknowledged, 1 failed"), sent.err());
            assertEquals("1000000\n2000000\n", subscriber.ended(30).out());
        }
    }

    @Test
    void a_folder_of_pictures_needs_no_memory_for_all_of_them_at_once() throws IOException {
        Path pictures = Files.createDirectory(folder.resolve("many"));
        for (int i = 0; i < 20; i++) {
            Files.write(pictures.resolve("p" + i), new byte[3_000_000]);
        }
        try (Child subscriber = subscriber("many", "-q", "1", "-C", "20", "-F", "%l")) {
            assertEquals(
                    new Child.Ended(0, "", ""),
                    published("-Xmx48m", "-t", "many", "-q", "1", "-f", pictures.toString()));
            List<String> lines = subscriber.ended(60).out().lines().collect(Collectors.toList());
            assertEquals(20, lines.size());
        }
    }
}
