package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.FreePorts;

/** Every way to end, through the shipped jar: one sentence, the right status, in time. */
class ExitStatusJarIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();

    @TempDir
    Path folder = Path.of("");

    private static String topic(int partitions) {
        String name = "exit-" + UUID.randomUUID();
        SharedSandbox.get().createTopic(name, partitions);
        return name;
    }

    static Stream<Arguments> failures() {
        String existing = topic(3);
        String nobody = "localhost:" + FreePorts.next();
        return Stream.of(
                failure("unknown host", 4, "unknown host", "-b", "no-such-host.invalid", "t"),
                failure("nothing listening", 4, "connection refused", "-b", nobody, "t"),
                failure("no such option", 2, "unknown option '--tpoic', did you mean '--topic'?", "--tpoic", "t"),
                failure("no topic", 2, "no topic", "-b", BROKER),
                failure("no broker", 2, "no broker", "t"),
                failure("a wrong property value", 2, "linger.ms", "-b", BROKER, "-X", "linger.ms=soon", "t"),
                failure("a wrong codec", 2, "did you mean zstd?", "-b", BROKER, "-z", "zst", "t"),
                failure("a wrong escape", 2, "an unknown escape", "-b", BROKER, "-D", "\\q", "t"),
                failure(
                        "more copies than brokers",
                        2,
                        "3 copies of each partition need 3 brokers, but there is only 1: give --create 2:1",
                        "-b",
                        BROKER,
                        "--create",
                        "2:3",
                        "copies-" + UUID.randomUUID()),
                failure(
                        "a topic that cannot have that name",
                        2,
                        "is invalid",
                        "-b",
                        BROKER,
                        "--create",
                        "2",
                        "no such name"),
                failure("a missing topic", 6, "--create 6 makes it", "-b", BROKER, "missing-" + UUID.randomUUID()),
                failure("a missing partition", 6, "has 3 (0 to 2)", "-b", BROKER, "-p", "3", existing),
                failure("a missing file", 7, "no such file", "-b", BROKER, "-l", "/no/such/file", existing),
                failure(
                        "a file that cannot be kept",
                        7,
                        "cannot write",
                        "-b",
                        BROKER,
                        "--on-error",
                        "/no/f",
                        existing));
    }

    private static Arguments failure(String name, int status, String words, String... args) {
        return Arguments.of(name, status, words, args);
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @MethodSource("failures")
    void a_run_that_cannot_start_ends_soon_with_one_sentence(String name, int status, String words, String[] args) {
        long begun = System.nanoTime();
        Child.Ended result = Jar.run("line\n", args);
        assertEquals(status, result.status(), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().startsWith("kafka-producer: "), result.err());
        assertTrue(result.err().contains(words), result.err());
        assertEquals("", result.out());
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(15), name);
    }

    @Test
    void an_unknown_property_is_a_warning_with_the_nearest_name_and_costs_nothing() {
        String topic = topic(1);
        Child.Ended result = Jar.run("a\n", "-b", BROKER, "-t", topic, "-X", "linger.mss=5");
        assertEquals(0, result.status(), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains("linger.ms"), result.err());
        assertEquals(List.of("a"), Log.values(Log.of(BROKER, topic)).toList());
    }

    @Test
    void two_bad_lines_of_1002_are_named_and_the_thousand_others_arrive() {
        String topic = topic(1);
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 1002; i++) {
            lines.append(i == 300 || i == 700 ? "x".repeat(2_000_000) : Integer.toString(i))
                    .append('\n');
        }
        Child.Ended result = Jar.run(lines.toString(), "-b", BROKER, "-t", topic);
        assertEquals(3, result.status(), result.err());
        List<String> said = result.err().lines().toList();
        assertEquals(3, said.size(), result.err());
        assertTrue(said.get(0).contains("standard input, line 300: too large: "), result.err());
        assertTrue(said.get(1).contains("standard input, line 700: too large: "), result.err());
        assertTrue(said.get(2).contains("1002 read, 1000 sent, 1000 acknowledged, 2 failed"), result.err());
        assertEquals(1000, Log.of(BROKER, topic).size());
    }

    @Test
    void a_reader_that_has_gone_is_a_silent_end() throws Exception {
        String topic = topic(1);
        try (Child child = Child.program(List.of(
                "sh",
                "-c",
                "{ seq 200000; } | { " + String.join(" ", Child.command("kafka-producer", "kafka-producer")) + " -b "
                        + BROKER + " -t " + topic + " -T; echo status $? >&2; } | head -1"))) {
            Child.Ended ended = child.ended(60);
            assertEquals("1\n", ended.out());
            assertEquals("status 0\n", ended.err());
        }
        assertEquals("1", Log.values(Log.of(BROKER, topic)).findFirst().orElseThrow());
    }

    @Test
    void what_arrived_ends_with_0_in_silence() {
        String topic = topic(1);
        Child.Ended result = Jar.run("a\nb\n", "-b", BROKER, "-t", topic);
        assertEquals(new Child.Ended(0, "", ""), result);
        assertEquals(List.of("a", "b"), Log.values(Log.of(BROKER, topic)).toList());
    }

    @ParameterizedTest
    @MethodSource("signals")
    void a_signal_settles_what_was_read_and_ends_with_its_number(String signal, int status) {
        String topic = topic(1);
        try (Child child = Jar.start("-b", BROKER, "-t", topic)) {
            child.type("one\ntwo\nhalf a line");
            Await.that("two records", 20, () -> Log.of(BROKER, topic).size() == 2);
            child.signal(signal);
            Child.Ended result = child.ended(20);
            assertEquals(status, result.status(), result.err());
            assertTrue(result.err().contains("2 read, 2 sent, 2 acknowledged, 0 failed"), result.err());
        }
        assertEquals(List.of("one", "two"), Log.values(Log.of(BROKER, topic)).toList());
    }

    static Stream<Arguments> signals() {
        return Stream.of(Arguments.of("INT", 130), Arguments.of("TERM", 143));
    }

    @Test
    void two_bad_records_of_1002_do_not_cost_the_others() throws IOException {
        String topic = topic(3);
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 1002; i++) {
            lines.append(i == 500 || i == 900 ? "x".repeat(2_000_000) : "line " + i)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("lines.txt"), lines);
        Child.Ended result = Jar.run("", "-b", BROKER, "-t", topic, "-l", file.toString());
        assertEquals(3, result.status(), result.err());
        assertTrue(result.err().contains(file + ":500: too large: 2000"), result.err());
        assertTrue(result.err().contains(file + ":900: too large: 2000"), result.err());
        assertTrue(result.err().contains("1002 read, 1000 sent, 1000 acknowledged, 2 failed"), result.err());
        assertEquals(1000, Log.of(BROKER, topic).size());
    }

    @Test
    void failed_records_are_kept_so_that_they_can_be_sent_again() throws IOException {
        String topic = topic(3);
        Path kept = folder.resolve("kept.jsonl");
        String lines = "{\"key\":\"a\",\"value\":\"1\"}\n{\"key\":\n{\"key\":\"b\",\"value\":\"2\",\"partition\":7}\n";
        Child.Ended result = Jar.run(lines, "-b", BROKER, "-t", topic, "-J", "--on-error", kept.toString());
        assertEquals(3, result.status(), result.err());
        assertTrue(result.err().contains("standard input, line 2: not JSON"), result.err());
        assertTrue(result.err().contains("standard input, line 3: partition 7 of topic"), result.err());
        List<String> again = Files.readAllLines(kept);
        assertEquals("{\"key\":", again.get(0));
        assertTrue(
                again.get(1).contains("\"partition\":7,\"key\":\"b\",\"value\":\"2\",\"headers\":[],\"error\":\"stand"),
                again.get(1));
    }

    @Test
    void on_error_stop_ends_at_the_first() {
        String topic = topic(1);
        Child.Ended result = Jar.run(
                "{\"value\":\"1\"}\nx\n{\"value\":\"2\"}\n", "-b", BROKER, "-t", topic, "-J", "--on-error", "stop");
        assertEquals(3, result.status(), result.err());
        assertTrue(result.err().contains("2 read, 1 sent, 1 acknowledged, 1 failed"), result.err());
    }
}
