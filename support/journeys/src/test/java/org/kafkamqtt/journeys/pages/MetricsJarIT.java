package org.kafkamqtt.journeys.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** Two bridges are watched while they work: what they serve is what docs/metrics.md says, only grows, and is right at the end. */
class MetricsJarIT {
    private static final int MESSAGES = 2000;
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\| (.*) \\|");

    private final Sandbox sandbox = SharedSandbox.get();
    private final String port = sandbox.mqttAddress().replaceFirst(".*:", "");
    private final String kafka = sandbox.kafkaAddress();
    private final String name = "metered-" + UUID.randomUUID();
    private final Map<String, Scrape> last = new HashMap<>();
    private final Path folder;

    MetricsJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private Child start(String tool, String... words) {
        List<String> command = new ArrayList<>(List.of("env", "XDG_STATE_HOME=" + folder));
        command.addAll(Child.command(tool, tool, words));
        return Child.program(command);
    }

    private void run(String tool, String... words) {
        try (Child child = start(tool, words)) {
            Child.Ended ended = child.ended(60);
            assertEquals(0, ended.status(), ended.err());
        }
    }

    /** A command for {@code --into}. */
    private static String into(String tool, String... words) {
        return Child.command(tool, tool, words).stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
    }

    private void subscribe(String... more) {
        List<String> words =
                new ArrayList<>(List.of("-h", "localhost", "-p", port, "-t", name + "/#", "-q", "1", "-c", "-i", name));
        Collections.addAll(words, more);
        run("mqtt-subscribe", words.toArray(String[]::new));
    }

    /** Scrapes a tool until a metric has this value; meanwhile nothing that is counted may shrink. */
    private void await(Child bridge, String tool, String address, String metric, double value) {
        Await.that(metric + " is " + value, 60, () -> {
            assertTrue(bridge.alive(), bridge.err());
            Scrape now = Scrape.of(address);
            Scrape earlier = last.put(tool, now);
            if (earlier != null) {
                assertEquals(List.of(), now.shrunkSince(earlier));
            }
            return now.value(metric) >= value;
        });
    }

    private Scrape last(String tool) {
        Scrape scrape = last.get(tool);
        if (scrape == null) {
            throw new AssertionError("no scrape of " + tool);
        }
        return scrape;
    }

    private void assertCounts(String tool, double count, String... metrics) {
        for (String metric : metrics) {
            assertEquals(count, last(tool).value(tool.replace('-', '_') + "_" + metric), metric);
        }
    }

    private static void assertServed(String address, int status, String body) {
        assertEquals(
                status + " " + body + "\n",
                Scrape.get(address).statusCode() + " " + Scrape.get(address).body());
    }

    private static void assertOnPage(String tool, Scrape scrape) {
        String prefix = tool.replace('-', '_');
        List<String> onPage = Pages.lines("docs/metrics.md").stream()
                .map(line -> ROW.matcher(line.replace("`TOOL_", "`" + prefix + "_")))
                .filter(row -> row.matches() && row.group(1).startsWith(prefix))
                .map(row -> row.group(1) + " | " + row.group(2) + " | " + row.group(3))
                .sorted()
                .toList();
        assertEquals(String.join("\n", onPage), String.join("\n", scrape.meanings()));
    }

    @Test
    void a_bridge_there_and_one_back_count_every_message() throws IOException {
        sandbox.createTopic(name, 3);
        subscribe("-E");
        Path numbers = Files.write(
                folder.resolve("numbers"),
                IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toList());
        toKafka(numbers);
        back();
    }

    private void toKafka(Path numbers) {
        String right = into("kafka-producer", "-b", kafka, "-t", name, "-J", "--confirm", "--metrics", "0");
        try (Child bridge = start(
                        "mqtt-subscribe",
                        "-h",
                        "localhost",
                        "-p",
                        port,
                        "-t",
                        name + "/#",
                        "-q",
                        "1",
                        "-c",
                        "-i",
                        name,
                        "--metrics",
                        "0",
                        "--into",
                        right);
                Child publisher = start(
                        "mqtt-publish",
                        "-h",
                        "localhost",
                        "-p",
                        port,
                        "-t",
                        name + "/a",
                        "-q",
                        "1",
                        "--rate",
                        "1500/s",
                        "-l",
                        numbers.toString())) {
            String left = Scrape.addressOf("mqtt-subscribe", bridge);
            String producer = Scrape.addressOf("kafka-producer", bridge);
            String producerAcknowledged = "kafka_producer_records_acknowledged_total";
            await(bridge, "kafka-producer", producer, producerAcknowledged, MESSAGES);
            await(bridge, "mqtt-subscribe", left, "mqtt_subscribe_messages_acknowledged_total", MESSAGES);
            assertEquals(0, publisher.ended(60).status(), publisher.err());
            assertCounts(
                    "kafka-producer",
                    MESSAGES,
                    "records_read_total",
                    "records_sent_total",
                    "records_acknowledged_total",
                    "acknowledgement_latency_seconds_count");
            assertCounts("kafka-producer", 0, "records_failed_total", "records_waiting", "reconnects_total");
            assertCounts("kafka-producer", 1, "healthy", "connected");
            assertCounts(
                    "mqtt-subscribe",
                    MESSAGES,
                    "messages_received_total",
                    "messages_written_total",
                    "messages_acknowledged_total",
                    "acknowledgement_latency_seconds_count");
            assertCounts("mqtt-subscribe", 0, "messages_failed_total", "reconnects_total");
            assertServed(left + "/health", 200, "ok");
            assertServed(producer + "/health", 200, "ok");
            assertOnPage("kafka-producer", last("kafka-producer"));
            assertOnPage("mqtt-subscribe", last("mqtt-subscribe"));
            bridge.signal("TERM");
            assertEquals(143, bridge.ended(60).status(), bridge.err());
        }
    }

    private void back() {
        String right =
                into("mqtt-publish", "-h", "localhost", "-p", port, "-J", "-q", "1", "--confirm", "--metrics", "0");
        try (Child bridge = start(
                "kafka-consumer",
                "-b",
                kafka,
                "-t",
                name,
                "-g",
                name,
                "-o",
                "beginning",
                "--metrics",
                "0",
                "--into",
                right)) {
            String left = Scrape.addressOf("kafka-consumer", bridge);
            String publisher = Scrape.addressOf("mqtt-publish", bridge);
            await(bridge, "mqtt-publish", publisher, "mqtt_publish_messages_acknowledged_total", MESSAGES);
            await(bridge, "kafka-consumer", left, "kafka_consumer_records_written_total", MESSAGES);
            await(bridge, "kafka-consumer", left, "kafka_consumer_handling_latency_seconds_count", MESSAGES);
            assertCounts(
                    "mqtt-publish",
                    MESSAGES,
                    "messages_read_total",
                    "messages_sent_total",
                    "messages_acknowledged_total",
                    "acknowledgement_latency_seconds_count");
            assertCounts("mqtt-publish", 0, "messages_failed_total", "messages_waiting", "reconnects_total");
            assertCounts("kafka-consumer", MESSAGES, "records_read_total", "records_written_total");
            assertCounts("kafka-consumer", 0, "records_failed_total", "commits_refused_total");
            String lag = "kafka_consumer_lag_records{partition=\"2\",topic=\"" + name + "\"}";
            Await.that("no lag", 30, () -> Scrape.of(left).value(lag) == 0);
            assertServed(left + "/health", 200, "ok");
            assertServed(publisher + "/health", 200, "ok");
            assertOnPage("kafka-consumer", last("kafka-consumer"));
            assertOnPage("mqtt-publish", last("mqtt-publish"));
            bridge.signal("TERM");
            assertEquals(143, bridge.ended(60).status(), bridge.err());
        }
    }

    @Test
    void a_port_in_use_is_status_7_before_anything_is_read() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Child child = start(
                        "kafka-producer", "-b", "localhost:1", "-t", "t", "--metrics", "" + other.getLocalPort())) {
            Child.Ended ended = child.ended(60);
            assertEquals(
                    "7 kafka-producer: cannot serve --metrics at 127.0.0.1:" + other.getLocalPort()
                            + ": address already in use; try another port, or 0 for any that is free\n",
                    ended.status() + " " + ended.err());
        }
    }
}
