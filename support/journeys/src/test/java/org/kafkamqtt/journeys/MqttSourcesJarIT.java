package org.kafkamqtt.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** Where mqtt-publish takes its messages from, and what becomes of its last will. */
class MqttSourcesJarIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path brokerFolder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Mosquitto broker;

    private final Path folder;
    private final String topic = "sources/" + UUID.randomUUID();

    MqttSourcesJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void start() {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        broker = Mosquitto.start(brokerFolder, "allow_anonymous true", "max_queued_messages 0");
    }

    @AfterAll
    @SuppressWarnings("NullAway") // null where mosquitto is not installed
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static Child tool(String name, String... args) {
        List<String> all = new ArrayList<>(List.of("-p", Integer.toString(broker.port())));
        all.addAll(List.of(args));
        return Child.jar(name, name, all.toArray(String[]::new));
    }

    /** A subscriber that ends after so many messages and has subscribed already. */
    private Child subscriber(int messages, String... args) {
        String count = Integer.toString(messages);
        Child child = tool(
                "mqtt-subscribe",
                Stream.concat(Stream.of("-q", "2", "-t", topic + "/#", "-C", count, "-W", "40"), Stream.of(args))
                        .toArray(String[]::new));
        Await.that("subscription", 20, () -> broker.said().contains("\t" + topic + "/# (QoS"));
        return child;
    }

    private static void published(byte[] input, String... args) {
        try (Child child = tool("mqtt-publish", args)) {
            Child.Ended ended = child.type(input).endInput().ended(40);
            assertEquals(0, ended.status(), ended.err());
        }
    }

    /** Payloads of 0 B to 1 MB, every byte in them. */
    private static List<byte[]> payloads() {
        SplittableRandom random = new SplittableRandom(6);
        return Stream.of(0, 1, 127, 128, 16_383, 16_384, 65_535, 65_536, 300_000, 1_000_000)
                .map(size -> {
                    byte[] payload = new byte[size];
                    random.nextBytes(payload);
                    return payload;
                })
                .toList();
    }

    private static List<String> base64(List<byte[]> payloads) {
        return payloads.stream().map(Base64.getEncoder()::encodeToString).toList();
    }

    @Test
    void pieces_with_their_length_before_them_may_hold_every_byte() throws IOException {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(input);
        for (byte[] payload : payloads()) {
            out.writeInt(payload.length);
            out.write(payload);
        }
        try (Child subscriber = subscriber(payloads().size(), "--base64")) {
            published(input.toByteArray(), "-t", topic + "/x", "-q", "1", "-l", "--length-delimited");
            Child.Ended ended = subscriber.ended(50);
            assertEquals(base64(payloads()), ended.out().lines().toList(), ended.err());
        }
    }

    @Test
    void a_folder_stands_for_its_files() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        List<byte[]> payloads = payloads();
        for (int i = 0; i < payloads.size(); i++) {
            Files.write(source.resolve("file" + i), payloads.get(i));
        }
        try (Child subscriber = subscriber(payloads.size(), "--base64")) {
            published(new byte[0], "-t", topic + "/x", "-q", "2", "-f", source.toString());
            Child.Ended ended = subscriber.ended(50);
            assertEquals(base64(payloads), ended.out().lines().toList(), ended.err());
        }
    }

    @Test
    void nul_ends_a_piece_and_lines_are_no_matter() {
        try (Child subscriber = subscriber(3, "-F", "%x")) {
            published("a\nb\0\0c".getBytes(UTF_8), "-t", topic + "/x", "-q", "1", "-l", "-0");
            assertEquals("610a62\n\n63\n", subscriber.ended(50).out());
        }
    }

    @Test
    void lines_of_json_are_replayed_with_their_distances_in_time() {
        String lines = "{\"topic\":\"" + topic + "/a\",\"payload\":\"1\",\"tst\":\"2026-01-01T00:00:00.000000+0000\"}\n"
                + "{\"topic\":\"" + topic + "/a\",\"payload\":\"2\",\"tst\":\"2026-01-01T00:00:10.000000+0000\"}\n";
        try (Child subscriber = subscriber(2)) {
            long begun = System.nanoTime();
            published(lines.getBytes(UTF_8), "-q", "1", "-J", "--replay-speed", "10");
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            assertTrue(took >= 1_000, took + " ms");
            assertEquals("1\n2\n", subscriber.ended(50).out());
        }
    }

    @Test
    void a_broker_that_comes_up_later_is_waited_for() throws IOException {
        int port = FreePorts.next();
        try (Child publisher = Child.jar(
                "mqtt-publish",
                "mqtt-publish",
                "-p",
                Integer.toString(port),
                "-t",
                topic + "/late",
                "-q",
                "1",
                "-m",
                "patient",
                "--wait-for-broker")) {
            Await.that("a first try", 20, () -> publisher.err().contains("refused"));
            try (Child subscriber = subscriber(1);
                    Gate gate = Gate.on(port, broker.port())) {
                Child.Ended ended = publisher.ended(40);
                assertEquals(0, ended.status(), ended.err());
                assertEquals("patient\n", subscriber.ended(50).out());
                assertTrue(gate.connections() > 0);
            }
        }
    }

    @Test
    void the_will_speaks_after_kill_9_and_not_after_a_good_end() {
        String[] willing = {
            "-t",
            topic + "/x",
            "-q",
            "1",
            "-l",
            "--will-topic",
            topic + "/will",
            "--will-payload",
            "gone",
            "--will-qos",
            "1"
        };
        try (Child subscriber = subscriber(3, "-v")) {
            published("good\n".getBytes(UTF_8), willing);
            try (Child victim = tool("mqtt-publish", willing)) {
                victim.type("bad\n");
                Await.that("its message", 20, () -> subscriber.out().contains("/x bad\n"));
                victim.signal("KILL");
                String expected = topic + "/x good\n" + topic + "/x bad\n" + topic + "/will gone\n";
                assertEquals(expected, subscriber.ended(50).out());
            }
        }
    }

    @Test
    void a_payload_that_no_packet_can_hold_is_named_and_costs_no_other() throws IOException {
        Path huge = folder.resolve("huge");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(268_435_456);
        }
        Path small = Files.writeString(folder.resolve("small"), "small");
        try (Child subscriber = subscriber(1);
                Child publisher = tool(
                        "mqtt-publish", "-t", topic + "/x", "-q", "1", "-f", huge.toString(), "-f", small.toString())) {
            Child.Ended ended = publisher.ended(60);
            assertEquals(3, ended.status(), ended.err());
            assertTrue(ended.err().contains("256 MB"), ended.err());
            assertEquals("small\n", subscriber.ended(50).out());
        }
    }
}
