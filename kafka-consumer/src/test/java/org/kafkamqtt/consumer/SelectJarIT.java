package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;

class SelectJarIT {
    @Test
    void a_tail_is_taken_over_all_partitions_by_time() {
        String topic = Feed.topic(3);
        Feed.numbers(topic, 3, 1, 30);
        Feed.numbers(topic, 1, 31, 35);
        assertEquals(
                List.of("32", "33", "34", "35"),
                Child.run("-b", BROKER, "--tail", "4", topic).lines());
    }

    /** Transactions of one record each, every third of them aborted. */
    private static void transactions(String topic, int partitions, int first, int last) {
        try (KafkaProducer<byte[], byte[]> producer = Feed.producer(Map.of("transactional.id", "tail-" + topic))) {
            producer.initTransactions();
            for (int i = first; i <= last; i++) {
                producer.beginTransaction();
                byte[] value = Integer.toString(i).getBytes(UTF_8);
                var unused =
                        producer.send(new ProducerRecord<>(topic, i % partitions, 1_767_225_600_000L + i, null, value));
                if (i % 3 == 0) {
                    producer.flush();
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
        }
    }

    @Test
    void a_tail_counts_records_and_neither_markers_nor_what_was_aborted() {
        String topic = Feed.topic(2);
        transactions(topic, 2, 1, 40);
        List<String> committed = Child.run("-b", BROKER, "--tail", "3", "--read-committed", topic)
                .lines();
        assertEquals(List.of("37", "38", "40"), committed);
        assertEquals(
                List.of("38", "39", "40"),
                Child.run("-b", BROKER, "--tail", "3", topic).lines());
        assertEquals(
                27,
                Child.run("-b", BROKER, "--tail", "100", "--read-committed", topic)
                        .lines()
                        .size());
        assertEquals(
                List.of("20", "40"),
                Child.run("-b", BROKER, "--tail", "2", "--read-committed", "--grep", "v:0$", topic)
                        .lines());
    }

    @Test
    void an_expression_includes_topics_and_conditions_leave_records_out() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 20);
        Child.Result result = Child.run(
                "-b", BROKER, "--include", topic, "-e", "--grep", "!v:1", "--grep", "v:0|2", "--summary", "text");
        assertEquals(List.of("2", "20"), result.lines());
        assertTrue(result.err().contains("20 read, 2 sent, 2 acknowledged, 0 failed, 18 skipped"), result.err());
    }

    @Test
    void what_a_condition_leaves_out_is_committed() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 20);
        Child.run("-b", BROKER, "-g", "left-out", "-e", "--grep", "v:none", topic);
        assertEquals(20L, Feed.committed("left-out", topic, 0).orElseThrow());
    }

    @Test
    void partitions_are_those_of_the_list() {
        String topic = Feed.topic(6);
        Feed.numbers(topic, 6, 0, 11);
        assertEquals(List.of("0", "2", "3", "6", "8", "9"), sorted("-p", "0,2-3", topic));
        assertEquals(6, Child.run("-b", BROKER, "-e", "-p", "4,9", topic).status());
    }

    @Test
    void single_partitions_begin_and_end_where_it_is_said() {
        String topic = Feed.topic(3);
        Feed.numbers(topic, 3, 0, 29);
        assertEquals(List.of("24", "27", "5", "8"), sorted("-o", "0=8,1=end,2=1:3", topic));
    }

    @Test
    void times_are_dates_milliseconds_and_ranges_of_them() throws ExecutionException, InterruptedException {
        String topic = Feed.topic(1);
        long day = 1_767_225_600_000L;
        try (KafkaProducer<byte[], byte[]> producer = Feed.producer(Map.of())) {
            for (int i = 0; i < 10; i++) {
                byte[] value = Integer.toString(i).getBytes(UTF_8);
                producer.send(new ProducerRecord<>(topic, 0, day + i * 1000L, null, value))
                        .get();
            }
        }
        assertEquals(List.of("3", "4", "5"), sorted("-o", "@2026-01-01T00:00:03Z:2026-01-01T00:00:06Z", topic));
        assertEquals(List.of("8", "9"), sorted("-o", "s@" + (day + 7001), topic));
        assertEquals(List.of("0", "1"), sorted("-o", "e@" + (day + 2000), topic));
        assertEquals(List.of("9"), sorted("-o", "@" + (day / 1000 + 9), topic));
        assertEquals(List.of(), sorted("-o", "@-1h", topic));
    }

    @Test
    void an_offset_moves_a_group_once_and_stored_goes_on() {
        String topic = Feed.topic(2);
        Feed.numbers(topic, 2, 0, 9);
        assertEquals(10, sorted("-g", "moved-" + topic, topic).size());
        assertEquals(List.of("6", "7", "8", "9"), sorted("-g", "moved-" + topic, "-o", "-2", topic));
        assertEquals(List.of(), sorted("-g", "moved-" + topic, topic));
        Feed.numbers(topic, 2, 10, 11);
        assertEquals(List.of("10", "11"), sorted("-g", "moved-" + topic, "-o", "stored", topic));
    }

    @Test
    void several_topics_and_conditions_on_json_go_together() throws ExecutionException, InterruptedException {
        String one = Feed.topic(1);
        String other = Feed.topic(1);
        try (KafkaProducer<byte[], byte[]> producer = Feed.producer(Map.of())) {
            for (int temperature = 28; temperature < 33; temperature++) {
                byte[] json = ("{\"temp\":" + temperature + "}").getBytes(UTF_8);
                producer.send(new ProducerRecord<>(temperature % 2 == 0 ? one : other, json))
                        .get();
            }
        }
        assertEquals(List.of("{\"temp\":31}", "{\"temp\":32}"), sorted("--where", "/temp>30", one, other));
        assertEquals(1, sorted("--where", "/temp>30", "-c", "1", one, other).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-k", "--key"})
    void a_key_is_looked_for_only_in_the_partition_where_it_lives(String option)
            throws ExecutionException, InterruptedException {
        String topic = Feed.topic(3);
        byte[] key = "kitchen".getBytes(UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = Feed.producer(Map.of())) {
            int home = producer.send(new ProducerRecord<>(topic, key, "1".getBytes(UTF_8)))
                    .get()
                    .partition();
            producer.send(new ProducerRecord<>(topic, (home + 1) % 3, key, "elsewhere".getBytes(UTF_8)))
                    .get();
            producer.send(new ProducerRecord<>(topic, home, "cellar".getBytes(UTF_8), "2".getBytes(UTF_8)))
                    .get();
            producer.send(new ProducerRecord<>(topic, home, key, "3".getBytes(UTF_8)))
                    .get();
        }
        Child.Result result = Child.run("-b", BROKER, "-e", option, "kitchen", "--stats", topic);
        assertEquals(List.of("1", "3"), result.lines());
        assertEquals(2, result.err().lines().count(), result.err());
    }

    @Test
    void silence_ends_a_run_that_has_no_other_end() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 3);
        Child.Result result = Child.run("-b", BROKER, "--idle", "500ms", topic);
        assertEquals(0, result.status(), result.err());
        assertEquals(List.of("1", "2", "3"), result.lines());
    }

    @Test
    void the_log_tells_which_partitions_come_and_go() {
        String topic = Feed.topic(2);
        try (Child first = Child.start("-v", "-b", BROKER, "-g", "log-" + topic, topic)) {
            Await.that("both", 30, () -> first.said().contains("partitions assigned: " + topic + "=[0, 1]"));
            try (Child second = Child.start("-v", "-b", BROKER, "-g", "log-" + topic, topic)) {
                Await.that("one given up", 30, () -> first.said().contains("partitions revoked: " + topic + "=["));
                Await.that("one got", 30, () -> second.said().contains("partitions assigned: " + topic + "=["));
            }
        }
    }

    @Test
    void a_limit_of_time_that_comes_first_is_status_27() {
        String topic = Feed.topic(1);
        Child.Result result = Child.run("-b", BROKER, "--timeout", "1s", "-c", "1", topic);
        assertEquals(27, result.status(), result.err());
    }

    private static List<String> sorted(String... words) {
        List<String> all = new ArrayList<>(List.of("-b", BROKER, "-e"));
        all.addAll(List.of(words));
        Child.Result result = Child.run(all.toArray(String[]::new));
        assertEquals(0, result.status(), result.err());
        return result.lines().stream().sorted().toList();
    }
}
