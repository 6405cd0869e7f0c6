package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.json.Envelope;
import org.kafkamqtt.console.json.EnvelopeReader;
import org.kafkamqtt.console.json.MalformedLine;
import org.kafkamqtt.sandbox.trial.Await;

/** What reaches standard output, files and commands. */
class OutputJarIT {
    private static final String PORT = Integer.toString(Broker.port());

    @TempDir
    Path folder = Path.of("");

    private final String base = "out-" + UUID.randomUUID();

    private ChildTool.Result run(String... args) {
        try (ChildTool child = child(args)) {
            return child.ended(40);
        }
    }

    private ChildTool child(String... args) {
        List<String> all = new ArrayList<>(List.of("-p", PORT, "-t", base + "/#"));
        all.addAll(List.of(args));
        return ChildTool.start(all.toArray(String[]::new));
    }

    /** Starts a child and returns when it has written the marker message. */
    private ChildTool subscribed(String... args) {
        Broker.publish(0, true, base + "/marker", "marker");
        ChildTool child = child(args);
        Await.that("the marker", 30, () -> child.written().contains("marker"));
        return child;
    }

    @Test
    void topics_with_any_character_arrive_as_they_were_sent() throws MalformedLine {
        List<String> topics =
                List.of("/emoji/😀", "/\ufdd0/x", "/\ufffd", "/ctl\u0001\u007f", "/\udbff\udffd", "/a b/\"q\"", "//");
        try (ChildTool child = subscribed("-J", "-C", Integer.toString(topics.size() + 1), "-W", "30")) {
            for (String topic : topics) {
                Broker.publish(1, false, base + topic, topic);
            }
            ChildTool.Result result = child.ended(40);
            assertEquals(0, result.status(), result.err());
            List<String> read = new ArrayList<>();
            for (String line : result.out().lines().skip(1).toList()) {
                byte[] bytes = Samples.bytes(line);
                Envelope envelope = new EnvelopeReader().read(bytes, 0, bytes.length);
                assertEquals(
                        base + Samples.text(envelope.value()), envelope.topic().orElseThrow());
                read.add(Samples.text(envelope.value()));
            }
            assertEquals(topics, read);
        }
    }

    @Test
    void payloads_of_all_bytes_and_sizes_arrive_whole() {
        SplittableRandom random = new SplittableRandom(2);
        List<byte[]> payloads = new ArrayList<>();
        for (int size : new int[] {0, 1, 2, 127, 128, 16_383, 16_384, 100_000, 1_048_576, 3}) {
            byte[] payload = new byte[size];
            random.nextBytes(payload);
            payloads.add(payload);
        }
        try (ChildTool child = subscribed("-F", "%t %x", "-C", "11", "-W", "30", "--summary", "json")) {
            Await.that("the marker", 30, () -> child.lines() >= 1);
            Broker.publish(Broker.port(), 1, false, base + "/p", payloads);
            ChildTool.Result result = child.ended(40);
            List<String> lines = result.out().lines().skip(1).toList();
            for (int i = 0; i < payloads.size(); i++) {
                byte[] got = HexFormat.of().parseHex(lines.get(i).substring((base + "/p ").length()));
                assertArrayEquals(payloads.get(i), got, "size " + payloads.get(i).length);
            }
            assertTrue(result.err().contains("\"received\":11,\"written\":11,"), result.err());
        }
    }

    @Test
    void retained_messages_can_be_listed_counted_and_removed() {
        Broker.publish(1, true, base + "/a", "one");
        Broker.publish(1, true, base + "/b", "two");
        assertEquals(new ChildTool.Result(0, "1\t3\t" + base + "/a\n1\t3\t" + base + "/b\n", ""), counted());
        assertEquals(new ChildTool.Result(0, "one\n", ""), run("--retained-only", "-T", base + "/b"));
        assertEquals(new ChildTool.Result(0, "", ""), run("-R", "--idle", "300ms"));
        assertEquals(
                0,
                run("--retained-only", "--remove-retained", "-T", base + "/b").status());
        assertEquals(new ChildTool.Result(0, "1\t3\t" + base + "/b\n", ""), counted());
    }

    private ChildTool.Result counted() {
        return run("--retained-only", "--count-by-topic");
    }

    @Test
    void each_topic_has_a_file_that_no_name_leads_out_of() throws IOException {
        Broker.publish(1, true, base + "/../../../x", "up");
        Broker.publish(1, true, base + "/y", "plain");
        Path out = folder.resolve("out");
        assertEquals(0, run("--retained-only", "--out-dir", out.toString()).status());
        assertEquals("up\n", Files.readString(out.resolve(base + "%2F..%2F..%2F..%2Fx.log")));
        assertEquals("plain\n", Files.readString(out.resolve(base + "%2Fy.log")));
    }

    @Test
    void a_command_gets_the_payload_and_nothing_of_a_topic_is_executed() throws IOException {
        Broker.publish(1, true, base + "/$(touch " + "hacked)", "pay\nload");
        Path file = folder.resolve("got");
        ChildTool.Result result = run(
                "--retained-only",
                "--exec",
                "printf '%s %s ' \"$MQTT_TOPIC\" \"$MQTT_RETAIN\" > '" + file + "'; cat >> '" + file + "'");
        assertEquals(0, result.status(), result.err());
        assertEquals(base + "/$(touch hacked) 1 pay\nload", Files.readString(file));
        assertTrue(Files.notExists(Path.of("hacked")));
    }

    @Test
    void a_command_that_fails_is_named_and_counted() {
        Broker.publish(1, true, base + "/f", "x");
        ChildTool.Result result = run("--retained-only", "--exec", "exit 9");
        assertEquals(3, result.status());
        assertTrue(result.err().contains("'exit 9' exited with status 9"), result.err());
        assertTrue(result.err().contains("1 received, 0 written, 0 acknowledged, 1 failed"), result.err());
    }

    @Test
    void payloads_can_be_encoded_and_ended_as_one_likes() {
        Broker.publish(1, true, base + "/e", "a\u00ff");
        assertEquals("61c3bf\n", run("-C", "1", "--hex").out());
        assertEquals(
                Base64.getEncoder().encodeToString(Samples.bytes("a\u00ff")) + "\0",
                run("-C", "1", "--base64", "-0").out());
        assertEquals("a\u00ff;\n", run("-C", "1", "--delimiter", ";\\n").out());
        assertEquals(
                "\u001b[36m" + base + "/e\u001b[0m a\u00ff\n",
                run("-C", "1", "-v", "--color", "always").out());
    }

    @Test
    void qos_is_chosen_for_each_filter() {
        Broker.publish(2, true, base + "/q0", "x");
        Broker.publish(2, true, base + "/q1", "x");
        ChildTool.Result result = ChildTool.run(
                "", "-p", PORT, "-t", base + "/q0", "-q", "0", "-t", base + "/q1", "-q", "1", "-F", "%q", "-C", "2");
        assertEquals("0\n1\n", result.out(), result.err());
        assertEquals(
                "1\n",
                ChildTool.run("", "-p", PORT, "--topic-qos", base + "/q1:1", "-F", "%q", "-C", "1")
                        .out());
    }

    @Test
    void two_of_a_share_group_split_the_messages() {
        String share = "$share/g/" + base + "/s";
        // Retained before anybody subscribes: whoever has it is subscribed to all it asked for.
        Broker.publish(1, true, base + "/m", "marker");
        try (ChildTool one = ChildTool.start("-p", PORT, "-t", share, "-t", base + "/m", "-q", "1", "-J");
                ChildTool two = ChildTool.start("-p", PORT, "-t", share, "-t", base + "/m", "-q", "1", "-J")) {
            Await.that("both", 30, () -> one.lines() >= 1 && two.lines() >= 1);
            String[] payloads = new String[40];
            java.util.Arrays.setAll(payloads, Integer::toString);
            Broker.publish(1, false, base + "/s", payloads);
            Await.that("all", 30, () -> one.lines() + two.lines() >= 42);
            one.signal("TERM");
            two.signal("TERM");
            assertEquals(143, one.ended(20).status());
            assertEquals(143, two.ended(20).status());
            assertEquals(42, one.lines() + two.lines());
        }
    }

    @Test
    void a_slow_reader_keeps_the_connection_and_gets_all_of_qos_1() {
        int count = 400;
        byte[] payload = new byte[2_000];
        java.util.Arrays.fill(payload, (byte) 'x');
        Broker.publish(0, true, base + "/marker", "marker");
        try (ChildTool child = ChildTool.startUnread(
                "-p", PORT, "-t", base + "/#", "-q", "1", "-k", "5", "-C", Integer.toString(count + 1), "--stats")) {
            Await.that("subscribed", 30, () -> child.said().contains("1 received"));
            Broker.publish(Broker.port(), 1, false, base + "/slow", java.util.Collections.nCopies(count, payload));
            long two = System.nanoTime() + TimeUnit.SECONDS.toNanos(11);
            Await.that("two keep-alives", 20, () -> System.nanoTime() > two);
            assertTrue(child.alive());
            child.startReading();
            ChildTool.Result result = child.ended(40);
            assertEquals(0, result.status(), result.err());
            assertEquals(count + 1, result.out().lines().count());
            assertTrue(!result.err().contains("trying again"), result.err());
        }
    }

    @Test
    void a_slow_reader_of_qos_0_is_told_what_it_missed() {
        int count = 3_000;
        byte[] payload = new byte[1_000];
        java.util.Arrays.fill(payload, (byte) 'x');
        Broker.publish(0, true, base + "/marker", "marker");
        try (ChildTool child = ChildTool.startUnread(
                "-p", PORT, "-t", base + "/#", "-k", "5", "--buffer", "100", "--idle", "3s", "--stats")) {
            Await.that("subscribed", 30, () -> child.said().contains("1 received"));
            Broker.publish(Broker.port(), 0, false, base + "/flood", java.util.Collections.nCopies(count, payload));
            long later = System.nanoTime() + TimeUnit.SECONDS.toNanos(7);
            Await.that("longer than the keep-alive", 20, () -> System.nanoTime() > later);
            child.startReading();
            ChildTool.Result result = child.ended(40);
            assertEquals(3, result.status(), result.err());
            String summary =
                    result.err().lines().reduce((first, second) -> second).orElseThrow();
            long written = result.out().lines().count();
            assertTrue(written < count, summary);
            assertTrue(
                    summary.contains((count + 1) + " received, " + written + " written")
                            && summary.contains((count + 1 - written) + " dropped"),
                    summary);
            assertTrue(!result.err().contains("trying again"), result.err());
        }
    }
}
