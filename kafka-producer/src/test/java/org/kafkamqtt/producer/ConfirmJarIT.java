package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.NumberedLines;

/** What {@code --confirm} says is true, however the run ends. More kills with {@code -Dkills=50}. */
@Timeout(180)
class ConfirmJarIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();
    private static final int KILLS = Integer.getInteger("kills", 3);

    private final String topic = "confirm-" + UUID.randomUUID();

    @TempDir
    Path folder = Path.of("");

    private String[] arguments(int partitions, String... more) {
        SharedSandbox.get().createTopic(topic, partitions);
        return Stream.concat(Stream.of("-b", BROKER, "-t", topic, "--confirm"), Stream.of(more))
                .toArray(String[]::new);
    }

    private Set<String> arrived() {
        return Log.values(Log.of(BROKER, topic, "read_committed")).collect(Collectors.toSet());
    }

    private void assertArrived(long confirmed) {
        Set<String> arrived = arrived();
        for (long i = 1; i <= confirmed; i++) {
            assertTrue(arrived.contains(Long.toString(i)), i + " of " + confirmed + " confirmed is not there");
        }
    }

    @Test
    void the_last_of_rising_numbers_is_that_of_all_lines() {
        Child.Ended ended = Jar.run(NumberedLines.upTo(10_000), arguments(3));
        assertEquals(0, ended.status(), ended.err());
        assertEquals(10_000, NumberedLines.lastConfirmed(ended.out()));
        assertEquals("", ended.err());
        assertTrue(ended.out().lines().count() < 1000, "nearly a number for each line");
    }

    @Test
    void a_line_typed_is_confirmed_while_the_next_is_waited_for() {
        try (Child child = Jar.start(arguments(1))) {
            for (int i = 1; i <= 5; i++) {
                int number = i;
                child.type("line " + i + "\n");
                Await.that("confirmation of " + i, 20, () -> NumberedLines.lastConfirmed(child.out()) == number);
            }
            assertEquals("1\n2\n3\n4\n5\n", child.out());
            child.endInput();
            assertEquals(0, child.ended(20).status());
        }
    }

    @Test
    void a_bad_line_ends_the_run_and_is_left_to_its_writer_with_all_behind_it() {
        Child.Ended ended =
                Jar.run("{\"value\":\"1\"}\n\n{\"value\":\"2\"}\nbad\n{\"value\":\"3\"}\n", arguments(1, "-J"));
        assertEquals(3, ended.status(), ended.err());
        assertTrue(ended.err().contains("standard input, line 4: not JSON"), ended.err());
        assertEquals(3, NumberedLines.lastConfirmed(ended.out()));
        assertEquals(Set.of("1", "2"), arrived());
    }

    @Test
    void a_bad_line_that_is_kept_is_confirmed_and_stays_in_the_file_over_runs() throws Exception {
        Path kept = folder.resolve("bad.jsonl");
        String[] arguments = arguments(1, "-J", "--on-error", kept.toString());
        Child.Ended ended = Jar.run("{\"value\":\"1\"}\nbad 1\n{\"value\":\"2\",\"partition\":9}\n\n", arguments);
        assertEquals(3, ended.status(), ended.err());
        assertEquals(4, NumberedLines.lastConfirmed(ended.out()));
        assertEquals(
                1, NumberedLines.lastConfirmed(Jar.run("bad 2\n", arguments).out()));
        List<String> lines = Files.readAllLines(kept);
        assertEquals(List.of("bad 1", "bad 2"), List.of(lines.get(0), lines.get(2)));
        assertTrue(lines.get(1).contains("\"value\":\"2\""), lines.get(1));
    }

    @Test
    void half_a_line_of_a_writer_who_was_killed_is_neither_sent_nor_kept_nor_confirmed() throws Exception {
        Path kept = folder.resolve("bad.jsonl");
        Child.Ended ended = Jar.run("1\n2\nhal", arguments(1, "--on-error", kept.toString()));
        assertEquals(3, ended.status(), ended.err());
        assertTrue(ended.err().contains("standard input, line 3: has no line end"), ended.err());
        assertEquals(2, NumberedLines.lastConfirmed(ended.out()));
        assertEquals(Set.of("1", "2"), arrived());
        assertEquals("", Files.readString(kept));
    }

    @Test
    void a_file_on_a_full_disk_confirms_nothing() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
        Child.Ended ended =
                Jar.run("{\"value\":\"1\"}\nbad\n{\"value\":\"3\"}\n", arguments(1, "-J", "--on-error", "/dev/full"));
        assertEquals(7, ended.status(), ended.err());
        assertTrue(ended.err().contains("cannot write /dev/full: no space left on device"), ended.err());
        assertEquals(1, NumberedLines.lastConfirmed(ended.out()));
    }

    @Test
    void a_source_that_reads_no_numbers_any_more_is_not_read_any_more() {
        String[] arguments = arguments(1);
        String tool = String.join(" ", Child.command("kafka-producer", "kafka-producer", arguments));
        // The writer goes on for ever, the reader of the numbers ends at the first.
        try (Child child = Child.program(
                List.of("sh", "-c", "yes | { " + tool + "; echo status $? >&2; } | head -n 1 > /dev/null"))) {
            Child.Ended ended = child.ended(60);
            assertTrue(
                    ended.err().contains("standard output was closed: nobody reads the numbers of --confirm"),
                    ended.err());
            assertTrue(ended.err().contains("status 7"), ended.err());
        }
    }

    /** The broker says so while the next line is waited for, and that may not come before this one is settled. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_record_that_the_broker_refuses_ends_the_run_or_is_kept_though_no_line_follows(boolean keep)
            throws Exception {
        Path kept = folder.resolve("bad.jsonl");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
            NewTopic compacted = new NewTopic(topic, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(compacted)).all().get();
        }
        String[] arguments = {
            "-b", BROKER, "-t", topic, "--confirm", "-K", ":", "--on-error", keep ? kept.toString() : "stop"
        };
        try (Child child = Jar.start(arguments)) {
            child.type("k:1\nno key\n");
            if (keep) {
                Await.that("both lines", 20, () -> NumberedLines.lastConfirmed(child.out()) == 2);
                assertTrue(Files.readString(kept).contains("\"value\":\"no key\""));
                child.endInput();
            }
            Child.Ended ended = child.ended(20);
            assertEquals(3, ended.status(), ended.err());
            assertTrue(ended.err().contains("standard input, line 2: refused: "), ended.err());
            assertEquals(keep ? 2 : 1, NumberedLines.lastConfirmed(ended.out()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_was_confirmed_before_a_kill_has_arrived(boolean transactional) {
        String[] arguments = arguments(3, transactional ? new String[] {"--transactional-id", topic} : new String[0]);
        Random random = new Random(14);
        String input = NumberedLines.upTo(200_000);
        long confirmed = 0;
        for (int i = 0; i < KILLS; i++) {
            long from = random.nextInt(20_000);
            try (Child child = Jar.start(arguments)) {
                Thread writer = new Thread(() -> child.type(input));
                writer.start();
                Await.that(
                        "more than " + from + " confirmed", 60, () -> NumberedLines.lastConfirmed(child.out()) > from);
                child.signal("KILL");
                confirmed = Math.max(
                        confirmed, NumberedLines.lastConfirmed(child.ended(10).out()));
            }
            assertArrived(confirmed);
        }
        assertTrue(confirmed > 0);
    }

    @Test
    void a_transaction_is_committed_and_confirmed_without_another_line() {
        try (Child child = Jar.start(arguments(1, "--transactional-id", topic))) {
            child.type("1\n2\n");
            Await.that("two lines", 20, () -> NumberedLines.lastConfirmed(child.out()) == 2);
            assertEquals(Set.of("1", "2"), arrived());
            child.signal("TERM");
            assertEquals(143, child.ended(20).status());
        }
    }

    @Test
    void a_bad_line_does_not_cost_the_lines_of_its_transaction_before_it() {
        Child.Ended ended =
                Jar.run("{\"value\":\"1\"}\n{\"value\":\"2\"}\nbad\n", arguments(1, "-J", "--transactional-id", topic));
        assertEquals(3, ended.status(), ended.err());
        assertEquals(2, NumberedLines.lastConfirmed(ended.out()));
        assertEquals(Set.of("1", "2"), arrived());
    }

    @Test
    void a_signal_settles_and_confirms_what_was_read() {
        try (Child child = Jar.start(arguments(3))) {
            child.type(NumberedLines.upTo(5000) + "half");
            Await.that("all but the half line", 20, () -> NumberedLines.lastConfirmed(child.out()) == 5000);
            child.signal("TERM");
            Child.Ended ended = child.ended(20);
            assertEquals(143, ended.status(), ended.err());
            assertTrue(ended.err().contains("5000 acknowledged, 0 failed"), ended.err());
            assertEquals(NumberedLines.lastConfirmed(ended.out()), arrived().size());
            assertFalse(arrived().contains("half"));
        }
    }

    @Test
    void a_broker_that_is_gone_ends_the_run_and_puts_nothing_into_the_file() throws Exception {
        Path kept = folder.resolve("bad.jsonl");
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.forTests())) {
            sandbox.createTopic(topic, 1);
            String[] arguments = {
                "-b",
                sandbox.kafkaAddress(),
                "-t",
                topic,
                "--confirm",
                "--on-error",
                kept.toString(),
                "-X",
                "delivery.timeout.ms=3000",
                "-X",
                "request.timeout.ms=2000",
                "-X",
                "max.block.ms=3000"
            };
            try (Child child = Jar.start(arguments)) {
                child.type("1\n");
                Await.that("the first", 30, () -> NumberedLines.lastConfirmed(child.out()) == 1);
                sandbox.stopKafka();
                child.type("2\n3\n");
                Child.Ended ended = child.ended(40);
                assertEquals(4, ended.status(), ended.err());
                assertEquals("1\n", ended.out());
            }
        }
        assertEquals("", Files.readString(kept));
    }
}
