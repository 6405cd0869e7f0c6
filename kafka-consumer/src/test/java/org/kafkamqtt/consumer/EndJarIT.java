package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;

/** {@code -e} ends where the topic ended, whatever stands there. */
class EndJarIT {
    private static void transaction(String topic, boolean commit, String... values)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer =
                Feed.producer(Map.of("transactional.id", UUID.randomUUID().toString()))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, 0, value.getBytes(UTF_8), value.getBytes(UTF_8)))
                        .get();
            }
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-g"})
    void passes_markers_and_leaves_out_what_was_aborted(String group) throws Exception {
        String topic = Feed.topic(2);
        transaction(topic, true, "a", "b");
        transaction(topic, false, "never");
        transaction(topic, true, "c");
        transaction(topic, false, "never again");
        Child.Result result = group.isEmpty()
                ? Child.run("-b", BROKER, "-e", "--read-committed", topic)
                : Child.run("-b", BROKER, "-e", "-g", "end-" + topic, topic);
        assertEquals(0, result.status(), result.err());
        assertEquals(List.of("a", "b", "c"), result.lines());
    }

    @Test
    void ends_on_empty_partitions_and_where_the_beginning_was_deleted() throws Exception {
        String topic = Feed.topic(3);
        assertEquals(List.of(), Child.run("-b", BROKER, "-e", topic).lines());
        Feed.numbers(topic, 2, 0, 19);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(10),
                            new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(8)))
                    .all()
                    .get();
        }
        assertEquals(List.of("17", "19"), Child.run("-b", BROKER, "-e", topic).lines());
        assertEquals(
                List.of("17", "19"),
                Child.run("-b", BROKER, "-e", "-o", "3", topic).lines());
    }

    @Test
    void ends_on_a_compacted_topic_with_holes_and_a_marker_at_its_end() throws Exception {
        String topic = "compacted-" + UUID.randomUUID();
        Feed.SANDBOX.createTopic(
                topic,
                1,
                Map.of("cleanup.policy", "compact", "segment.ms", "100", "min.cleanable.dirty.ratio", "0.01"));
        keyed(topic, 500);
        Await.that("the cleaner to leave a hole", 60, () -> {
            keyed(topic, 1);
            return Child.run("-b", BROKER, "-e", topic).lines().size() < 300;
        });
        transaction(topic, true, "last");
        transaction(topic, false, "never");
        for (String group : List.of("", "-g")) {
            Child.Result result = group.isEmpty()
                    ? Child.run("-b", BROKER, "-e", "--read-committed", topic)
                    : Child.run("-b", BROKER, "-e", "-g", topic, topic);
            assertEquals(0, result.status(), result.err());
            assertEquals("last", result.lines().get(result.lines().size() - 1));
        }
    }

    private static void keyed(String topic, int count) {
        try (KafkaProducer<byte[], byte[]> producer = Feed.producer(Map.of())) {
            for (int i = 0; i < count; i++) {
                byte[] text = Integer.toString(i % 5).getBytes(UTF_8);
                producer.send(new ProducerRecord<>(topic, text, text)).get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void every_way_to_say_an_offset_reads_what_it_says() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 0, 9);
        assertEquals(List.of("7", "8", "9"), read(topic, "-3"));
        assertEquals(List.of("8", "9"), read(topic, "+8"));
        assertEquals(List.of("3", "4"), read(topic, "3:5"));
        assertEquals(List.of("9"), read(topic, "0=9"));
        assertEquals(List.of(), read(topic, "end"));
        assertEquals(List.of(), read(topic, "100"));
        assertEquals(10, read(topic, "@-1h").size());
        assertEquals(List.of(), read(topic, "@now"));
        assertEquals(10, Child.run("-b", BROKER, "-o", ":end", topic).lines().size());
    }

    private static List<String> read(String topic, String offset) {
        Child.Result result = Child.run("-b", BROKER, "-e", "-o", offset, topic);
        assertEquals(0, result.status(), result.err());
        return result.lines();
    }
}
