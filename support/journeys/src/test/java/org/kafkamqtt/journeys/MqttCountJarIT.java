package org.kafkamqtt.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/**
 * Lines that mqtt-publish sends and mqtt-subscribe writes down, all of them counted: undisturbed, with the broker restarted in
 * the middle, and with the network cut.
 *
 * <p>{@code -Dmqtt.lines=300000} makes it as long as the figures in docs/mqtt-publish.md.
 */
class MqttCountJarIT {
    private static final int LINES = Integer.getInteger("mqtt.lines", 5_000);
    private static final int LIMIT_SECONDS = 60 + LINES / 500;
    private static final int DISTURBANCES = 3;
    private static final int KILLS = Integer.getInteger("mqtt.kills", 5);
    /** Messages a second. */
    private static final int RATE = Integer.getInteger("mqtt.rate", 1000);

    private final Path folder;
    private final String topic = "count/" + UUID.randomUUID();

    MqttCountJarIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.write(folder.resolve("lines"), expected());
    }

    private static List<String> expected() {
        return IntStream.rangeClosed(1, LINES).mapToObj(Integer::toString).toList();
    }

    /** What happens to the broker or the network a few times in the middle of a run. */
    private interface Disturbance {
        void happens() throws IOException;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void every_line_comes_through_mosquitto_once_and_in_order(int qos) throws IOException {
        try (Mosquitto broker = mosquitto()) {
            List<String> heard = heard(broker.port(), broker.port(), qos, Optional.empty());
            assertEquals("nothing wrong", differences(heard, true));
            assertEquals(expected(), heard);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void every_line_comes_through_our_own_broker_once_and_in_order(int qos) throws IOException {
        int port = Integer.parseInt(SharedSandbox.own().mqttAddress().replaceFirst(".*:", ""));
        List<String> heard = heard(port, port, qos, Optional.empty());
        assertEquals("nothing wrong", differences(heard, true));
        assertEquals(expected(), heard);
    }

    /** Artemis 2.55 does not keep the order of messages that are sent without waiting for each. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void every_line_comes_through_the_sandbox_once(int qos) throws IOException {
        try (Sandbox broker = sandbox()) {
            int port = port(broker);
            assertEquals("nothing wrong", differences(heard(port, port, qos, Optional.empty()), true));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void restarts_of_mosquitto_lose_nothing(int qos) throws IOException {
        try (Mosquitto broker = mosquitto()) {
            List<String> heard = heard(broker.port(), broker.port(), qos, Optional.of(broker::restart));
            assertEquals("nothing wrong", differences(heard, qos == 2));
        }
    }

    /** Not at QoS 2: Artemis 2.55 forgets half of its handshakes when it stops, and the messages with them. */
    @Test
    void restarts_of_the_sandbox_lose_nothing() throws IOException {
        try (Sandbox broker = sandbox()) {
            int port = port(broker);
            Disturbance restart = () -> {
                broker.stopMqtt();
                broker.startMqtt();
            };
            assertEquals("nothing wrong", differences(heard(port, port, 1, Optional.of(restart)), false));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void cuts_of_the_network_on_both_sides_lose_nothing(int qos) throws IOException {
        try (Mosquitto broker = mosquitto();
                Gate publishing = Gate.before(broker.port());
                Gate subscribing = Gate.before(broker.port())) {
            Disturbance cut = () -> {
                publishing.cut();
                subscribing.cut();
            };
            List<String> heard = heard(publishing.port(), subscribing.port(), qos, Optional.of(cut));
            assertEquals("nothing wrong", differences(heard, qos == 2));
            assertTrue(publishing.connections() > DISTURBANCES, "connections: " + publishing.connections());
        }
    }

    @Test
    void kills_of_a_subscriber_that_adds_to_a_file_lose_and_repeat_nothing_at_qos_2() throws IOException {
        Path out = folder.resolve("heard");
        Map<String, String> state = Map.of("XDG_STATE_HOME", folder.toString());
        try (Mosquitto broker = mosquitto()) {
            String port = Integer.toString(broker.port());
            try (Child first = subscriber(out, port, "2", state)) {
                Await.that("subscribed", 20, () -> first.err().contains("Subscribed (mid:"));
            }
            try (Child publisher = Jars.shell("mqtt-publish -l -t " + topic + " -q 2 --rate " + RATE
                    + " -h 127.0.0.1 -p " + port + " < " + folder.resolve("lines"))) {
                for (int i = 1; i <= KILLS; i++) {
                    long place = bytesOf(LINES / (KILLS + 1) * i);
                    try (Child victim = subscriber(out, port, "2", state)) {
                        Await.that("byte " + place, LIMIT_SECONDS, () -> size(out) >= place);
                        victim.signal("KILL");
                        assertEquals(137, victim.ended(20).status());
                    }
                }
                try (Child last = subscriber(out, port, "2", state)) {
                    Child.Ended ended = publisher.ended(LIMIT_SECONDS);
                    assertEquals(0, ended.status(), ended.err());
                    Await.that("the last line", LIMIT_SECONDS, () -> tail(out).endsWith("\n" + LINES + "\n"));
                    assertTrue(last.alive(), last.err());
                }
            }
        }
        assertEquals("nothing wrong", differences(Files.readAllLines(out), true));
    }

    /** What is wrong with what was heard, in a line that can be read. */
    private static String differences(List<String> heard, boolean exact) {
        Set<String> distinct = new HashSet<>(heard);
        List<String> missing =
                expected().stream().filter(line -> !distinct.contains(line)).toList();
        String trouble = missing.isEmpty() ? "" : missing.size() + " missing, such as " + missing.get(0) + "; ";
        if (exact && distinct.size() < heard.size()) {
            trouble += (heard.size() - distinct.size()) + " repeated; ";
        }
        return trouble.isEmpty() ? "nothing wrong" : trouble;
    }

    private Mosquitto mosquitto() throws IOException {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        return Mosquitto.start(
                folder,
                "allow_anonymous true",
                "persistence true",
                "persistence_location " + Files.createDirectory(folder.resolve("sessions")) + "/",
                "max_queued_messages 0");
    }

    private static Sandbox sandbox() {
        return Sandbox.start(
                new SandboxSettings(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(0), Optional.empty()));
    }

    private static int port(Sandbox broker) {
        return Integer.parseInt(broker.mqttAddress().replaceFirst(".*:", ""));
    }

    /** Publishes all lines and answers what was heard, up to a last message that says that nothing is under way any more. */
    private List<String> heard(int publishPort, int subscribePort, int qos, Optional<Disturbance> disturbance)
            throws IOException {
        Path out = folder.resolve("heard");
        String common = " -t " + topic + " -q " + qos + " -h 127.0.0.1 -p ";
        try (Child subscriber = subscriber(out, Integer.toString(subscribePort), Integer.toString(qos), Map.of())) {
            Await.that("subscribed", 20, () -> subscriber.err().contains("Subscribed (mid:"));
            // Debian's mosquitto 2.0.11 loses count of more than its window of 20 in QoS 2 handshakes when a subscriber
            // comes
            // back to a backlog: it repeats them or never sends the rest, to mosquitto_sub as well. So none builds up.
            String pace = disturbance.isPresent() && qos == 2 ? " --rate " + RATE : "";
            try (Child publisher =
                    Jars.shell("mqtt-publish -l" + pace + common + publishPort + " < " + folder.resolve("lines"))) {
                if (disturbance.isPresent()) {
                    disturb(out, disturbance.get());
                }
                Child.Ended ended = publisher.ended(LIMIT_SECONDS);
                assertEquals(0, ended.status(), ended.err());
            }
            Child.Ended last = Jars.run("mqtt-publish -m end" + common + publishPort);
            assertEquals(0, last.status(), last.err());
            awaitAll(out);
        }
        return Files.readAllLines(out).stream()
                .filter(line -> !line.equals("end"))
                .toList();
    }

    /** Writes to a file, for it hears a lot; the process itself and no shell is what is stopped in the end. */
    private Child subscriber(Path out, String port, String qos, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >> " + out, "sh"));
        command.addAll(Child.command(
                "mqtt-subscribe",
                "mqtt-subscribe",
                "-d",
                "-c",
                "-i",
                topic.substring(topic.indexOf('/') + 1),
                "-t",
                topic,
                "-q",
                qos,
                "-h",
                "127.0.0.1",
                "-p",
                port));
        return Child.program(command, environment);
    }

    /** Until the last message came last, or, where the order is not kept, all bytes that were sent are there. */
    private static void awaitAll(Path out) {
        long bytes = bytesOf(LINES) + "end\n".length();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!tail(out).endsWith("\nend\n") && size(out) < bytes && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void disturb(Path out, Disturbance disturbance) throws IOException {
        for (int i = 1; i <= DISTURBANCES; i++) {
            long place = bytesOf(LINES / (DISTURBANCES + 1) * i);
            Await.that("line " + place, LIMIT_SECONDS, () -> size(out) >= place);
            disturbance.happens();
        }
    }

    /** Bytes of the lines up to this one. */
    private static long bytesOf(int line) {
        return IntStream.rangeClosed(1, line)
                .mapToLong(i -> Integer.toString(i).length() + 1L)
                .sum();
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static String tail(Path file) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            byte[] last = new byte[(int) Math.min(200, open.length())];
            open.seek(open.length() - last.length);
            open.readFully(last);
            return new String(last, UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
