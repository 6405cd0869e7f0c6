package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;

/** What a producer sent twice comes out once, whatever happens to the consumer in between. */
class DedupeJarIT {
    /** Records with the same text as key, value and header {@code id}. */
    private static void send(String topic, int partition, List<String> ids) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = Feed.producer(Map.of())) {
            for (String id : ids) {
                byte[] bytes = id.getBytes(UTF_8);
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, bytes, bytes);
                record.headers().add("id", bytes);
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> ids(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    private static List<String> contents(Path folder, String topic, int partition) {
        try {
            Path file = folder.resolve(topic + "-" + partition + ".txt");
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "value", "header:id"})
    void leaves_out_and_counts_what_was_sent_twice(String by) {
        String topic = Feed.topic(1);
        send(topic, 0, List.of("a", "b", "a", "c", "b", "a"));
        Child.Result result = Child.run("-b", BROKER, "-e", "--dedupe", by, "--summary", "json", topic);
        assertEquals(List.of("a", "b", "c"), result.lines());
        assertTrue(result.err().contains("\"read\":6"), result.err());
        assertTrue(result.err().contains("\"skipped\":3"), result.err());
        assertTrue(result.err().contains("\"duplicates\":3"), result.err());
    }

    @Test
    void records_without_that_part_all_pass_and_a_small_window_lets_old_ones_through() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 3);
        Feed.numbers(topic, 1, 1, 3);
        assertEquals(
                6,
                Child.run("-b", BROKER, "-e", "--dedupe", "key", topic).lines().size());
        assertEquals(
                3,
                Child.run("-b", BROKER, "-e", "--dedupe", "value", topic)
                        .lines()
                        .size());
        assertEquals(
                6,
                Child.run("-b", BROKER, "-e", "--dedupe", "value", "--dedupe-window", "2", topic)
                        .lines()
                        .size());
    }

    @Test
    void a_transaction_that_is_copied_leaves_them_out_as_well() {
        String topic = Feed.topic(1);
        String copy = Feed.topic(1);
        send(topic, 0, List.of("a", "b", "a", "c"));
        Child.Result copied = Child.run("-b", BROKER, "-g", "dc", "-e", "--dedupe", "key", "--to-topic", copy, topic);
        assertEquals(0, copied.status(), copied.err());
        assertEquals(List.of("a", "b", "c"), Child.run("-b", BROKER, "-e", copy).lines());
    }

    /** Each round sends what is new and, again, what earlier rounds sent; each round's consumer is killed. */
    @Test
    void files_hold_it_once_over_kills_and_half_written_state(@TempDir Path folder) throws IOException {
        String topic = Feed.topic(1);
        String[] args = {
            "-b",
            BROKER,
            "-g",
            "kill",
            "--session-timeout",
            "6s",
            "--static",
            "one",
            "--out",
            folder.toString(),
            "--commit-every",
            "50",
            "--dedupe",
            "header:id",
            "--dedupe-window",
            "1h",
            topic
        };
        Path seen = folder.resolve(".kafka-consumer").resolve(topic + "-0.seen");
        for (int round = 1; round <= 3; round++) {
            send(topic, 0, ids(1, 500 * round));
            int all = 500 * round;
            try (Child child = Child.start(args)) {
                int enough = round % 2 == 0 ? all : all - 250;
                Await.that(
                        enough + " records",
                        60,
                        () -> contents(folder, topic, 0).size() >= enough);
                child.signal("KILL");
                child.ended(10);
            }
            // As if the process had died while it wrote what the checkpoint does not know yet.
            Files.write(seen, new byte[45], StandardOpenOption.APPEND);
        }
        List<String> more = new ArrayList<>(List.of(args));
        more.add("-e");
        Child.Result last = Child.run(more.toArray(String[]::new));
        assertEquals(0, last.status(), last.err());
        assertEquals(ids(1, 1500), contents(folder, topic, 0));
    }

    /** The second process takes over the partitions, the file and what the first one has seen. */
    @Test
    void another_member_knows_what_the_first_one_saw(@TempDir Path folder) {
        String topic = Feed.topic(4);
        for (int partition = 0; partition < 4; partition++) {
            send(topic, partition, ids(1, 200));
        }
        String[] args = {
            "-b", BROKER, "-g", "share", "--session-timeout", "6s", "--out", folder.toString(), "--dedupe", "key", topic
        };
        try (Child first = Child.start(args)) {
            Await.that("800 records", 30, () -> all(folder, topic) >= 800);
            try (Child second = Child.start(args)) {
                Await.that("two members", 30, () -> Feed.members("share") == 2);
                for (int partition = 0; partition < 4; partition++) {
                    send(topic, partition, ids(101, 300));
                }
                Await.that("1200 records", 30, () -> all(folder, topic) >= 1200);
                first.signal("KILL");
                first.ended(10);
                second.signal("TERM");
                second.ended(30);
            }
        }
        for (int partition = 0; partition < 4; partition++) {
            send(topic, partition, ids(201, 400));
        }
        List<String> more = new ArrayList<>(List.of(args));
        more.addAll(List.of("-e", "--summary", "json"));
        Child.Result last = Child.run(more.toArray(String[]::new));
        assertTrue(last.err().contains("\"duplicates\":400"), last.err());
        for (int partition = 0; partition < 4; partition++) {
            assertEquals(ids(1, 400), contents(folder, topic, partition));
        }
    }

    private static int all(Path folder, String topic) {
        return IntStream.range(0, 4)
                .map(partition -> contents(folder, topic, partition).size())
                .sum();
    }
}
