package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** Kill -9 at any moment, start again: each line once. More kills and lines with {@code -Dkills=50 -Dlines=200000}. */
class ExactlyOnceJarIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();
    private static final int KILLS = Integer.getInteger("kills", 6);
    private static final int LINES = Integer.getInteger("lines", 60_000);
    private static final int KEYS = 100;

    private final String topic = "once-" + UUID.randomUUID();

    @TempDir
    Path folder = Path.of("");

    private Path lines() throws IOException {
        SharedSandbox.get().createTopic(topic, 3);
        Path file = folder.resolve("lines.txt");
        return Files.write(
                file,
                IntStream.range(0, LINES)
                        .mapToObj(i -> "k" + i % KEYS + ":" + i)
                        .toList());
    }

    private String[] arguments(Path file, String... more) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "-b",
                                BROKER,
                                "-t",
                                topic,
                                "-K",
                                ":",
                                "-l",
                                file.toString(),
                                "--rate",
                                Integer.toString(LINES / 6),
                                "--resume",
                                folder.resolve("place").toString()),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
    }

    /** Kills runs at random moments of their work; the last one ends by itself. */
    private Child.Ended killed(Random random, String... arguments) {
        for (int i = 0; i < KILLS; i++) {
            try (Child child = Jar.start(arguments)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(800 + random.nextInt(1500)));
                child.signal("KILL");
                child.ended(10);
            }
        }
        try (Child child = Jar.start(arguments)) {
            return child.ended(90);
        }
    }

    @Test
    void with_transactions_each_line_arrives_once_and_in_order_per_key() throws IOException {
        String[] arguments =
                arguments(lines(), "--transactional-id", topic, "--transaction-batch", "1000", "--summary", "json");
        Child.Ended last = killed(new Random(11), arguments);
        assertEquals(0, last.status(), last.err());
        List<ConsumerRecord<byte[], byte[]>> records = Log.of(BROKER, topic, "read_committed");
        assertEquals(LINES, records.size(), last.err());
        Map<String, Integer> latest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            int number = Integer.parseInt(Log.text(record.value()));
            Integer before = latest.put(Log.text(record.key()), number);
            assertTrue(before == null || number == before + KEYS, () -> before + " then " + number);
        }
        assertEquals(KEYS, latest.size());
    }

    @Test
    void without_transactions_no_line_is_lost() throws IOException {
        Child.Ended last = killed(new Random(12), arguments(lines()));
        assertEquals(0, last.status(), last.err());
        List<ConsumerRecord<byte[], byte[]>> records = Log.of(BROKER, topic);
        long distinct = Log.values(records).distinct().count();
        assertEquals(LINES, distinct, last.err());
        assertTrue(
                records.size() < LINES + LINES / 2, () -> records.size() + " records: it did not go on where it was");
    }

    @Test
    void a_second_run_with_the_same_identifier_fences_the_first() throws IOException {
        lines();
        String[] arguments = {"-b", BROKER, "-t", topic, "--transactional-id", topic, "--transaction-batch", "1"};
        try (Child first = Jar.start(arguments)) {
            first.type("1\n");
            Await.that(
                    "first record",
                    20,
                    () -> Log.of(BROKER, topic, "read_committed").size() == 1);
            // Only now: of two that start together either may come to fence the other.
            try (Child second = Jar.start(arguments)) {
                second.type("2\n");
                Await.that(
                        "second record",
                        20,
                        () -> Log.of(BROKER, topic, "read_committed").size() == 2);
                first.type("3\n");
                Child.Ended fenced = first.ended(20);
                second.endInput();
                Child.Ended other = second.ended(20);
                Child.Ended loser = fenced.status() == 1 ? fenced : other;
                assertEquals(1, loser.status(), fenced + "\n" + other);
                assertTrue(loser.err().contains("fenced: another producer"), loser.err());
            }
        }
    }

    @Test
    void a_signal_aborts_the_open_transaction() throws IOException {
        lines();
        try (Child child = Jar.start("-b", BROKER, "-t", topic, "--transactional-id", topic)) {
            child.type("1\n2\n");
            Await.that("two records", 20, () -> Log.of(BROKER, topic).size() == 2);
            child.signal("INT");
            Child.Ended result = child.ended(20);
            assertEquals(130, result.status(), result.err());
            assertTrue(result.err().contains("0 acknowledged, 2 failed"), result.err());
        }
        assertEquals(0, Log.of(BROKER, topic, "read_committed").size());
    }

    @Test
    void a_changed_input_is_not_gone_on_with() throws IOException {
        Path file = folder.resolve("a");
        SharedSandbox.get().createTopic(topic, 1);
        String[] arguments = {"-b", BROKER, "-t", topic, "-l", file.toString(), "--resume", folder + "/place"};
        Files.writeString(file, "1\n2\n");
        assertEquals(0, Jar.run("", arguments).status());
        Files.writeString(file, "1\n2\n3\n");
        assertEquals(0, Jar.run("", arguments).status());
        assertEquals(List.of("1", "2", "3"), Log.values(Log.of(BROKER, topic)).toList());
        Files.writeString(file, "1\nX\n3\n4\n");
        Child.Ended refused = Jar.run("", arguments);
        assertEquals(2, refused.status(), refused.err());
        assertTrue(refused.err().contains("--resume does not fit this input"), refused.err());
    }
}
