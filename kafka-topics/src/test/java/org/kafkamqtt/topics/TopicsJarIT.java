package org.kafkamqtt.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Pty;

/** The shipped jar: exit statuses, what it prints where, and the question before it deletes. */
class TopicsJarIT {
    private final String broker = SharedSandbox.get().kafkaAddress();
    private final String topic = "t-" + UUID.randomUUID();

    private Child.Ended run(String line) {
        List<String> words =
                new ArrayList<>(List.of(line.replace("TOPIC", topic).split(" ")));
        words.addAll(1, List.of("-b", broker));
        try (Child child = Child.jar("kafka-topics", "kafka-topics", words.toArray(String[]::new))) {
            return child.endInput().ended(60);
        }
    }

    private Child.Ended done(String line) {
        Child.Ended ended = run(line);
        assertEquals(0, ended.status(), ended::err);
        return ended;
    }

    private boolean exists() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            return admin.listTopics().names().get().contains(topic);
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(int partition, long timestamp) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topic, partition, timestamp, null, "value".getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_topic_lives_from_create_to_delete() {
        assertEquals(
                topic + "\tcreated\t2 partitions, 1 replica\n",
                done("create -p 2 TOPIC").out());
        assertEquals(1, run("create -p 2 TOPIC").status());
        assertEquals(topic + "\t2\t1\t-\n", done("list TOPIC").out());
        assertEquals(topic + "\n", done("list --names TOPIC").out());
        Child.Ended grown = done("alter -p 4 -c retention.ms=86400000 --balancer jump TOPIC");
        assertEquals(topic + "\tchanged\t2 to 4 partitions, retention.ms=86400000\n", grown.out());
        assertTrue(grown.err().contains("4 partitions instead of 2"), grown.err());
        String described = done("describe --json TOPIC").out();
        assertTrue(described.contains("\"partitionCount\":4"), described);
        assertTrue(described.contains("\"configs\":{\"retention.ms\":\"86400000\"}"), described);
        assertTrue(described.matches("(?s).*\"bytes\":\\d.*"), described);
        done("alter --delete-config retention.ms TOPIC");
        assertTrue(done("describe --json TOPIC").out().contains("\"configs\":{}"));
        Child.Ended refused = run("delete TOPIC");
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("nothing was deleted: nobody can be asked here"), refused.err());
        assertTrue(exists());
        assertEquals(
                topic + "\twould be deleted\t-\n",
                done("delete --dry-run TOPIC").out());
        Child.Ended some = run("delete --yes TOPIC TOPIC-missing");
        assertEquals(3, some.status(), some::err);
        assertEquals(topic + "-missing\tfailed\t-\n" + topic + "\tdeleted\t-\n", some.out());
        assertTrue(some.err().contains("topic '" + topic + "-missing' does not exist"), some.err());
        assertTrue(!exists());
        assertEquals(6, run("describe TOPIC").status());
        assertEquals(6, run("delete --yes TOPIC*").status());
    }

    @Test
    void trim_deletes_what_is_before_a_time_and_nothing_else() {
        done("create -p 1 TOPIC");
        send(0, 1_000_000_000_000L);
        send(0, 1_100_000_000_000L);
        send(0, 1_200_000_000_000L);
        assertEquals(
                topic + "\twould be trimmed\t2 records\n",
                done("trim --dry-run --before 1150000000000 TOPIC").out());
        assertEquals(2, run("trim --before 1150000000000 TOPIC").status());
        assertEquals(
                topic + "\ttrimmed\t2 records\n",
                done("trim --yes --before 1150000000000 TOPIC").out());
        assertEquals(
                topic + "\ttrimmed\t0 records\n",
                done("trim --yes --before 1150000000000 TOPIC").out());
        assertEquals(
                topic + "\ttrimmed\t1 record\n",
                done("trim --yes --before now TOPIC").out());
    }

    private Pty asked() {
        assumeTrue(Pty.available(), "no terminal can be made: nobody is asked");
        done("create -p 1 TOPIC");
        Pty terminal = Pty.start(80, 24, "bin/kafka-topics delete -b " + broker + " " + topic);
        terminal.await("the question", 60, screen -> screen.text().contains("[y/N]"));
        return terminal;
    }

    @Test
    void a_no_at_a_terminal_keeps_the_topic_and_a_yes_deletes_it() {
        try (Pty terminal = asked()) {
            assertEquals(1, terminal.type("n\n").ended(60).status());
        }
        assertTrue(exists());
        try (Pty terminal = Pty.start(80, 24, "bin/kafka-topics delete -b " + broker + " " + topic)) {
            terminal.await("the question", 60, screen -> screen.text().contains("[y/N]"));
            Pty.Ended ended = terminal.type("y\n").ended(60);
            assertEquals(0, ended.status(), ended.screen().text());
        }
        Await.that("the topic to go", 20, () -> !exists());
    }

    @Test
    void ctrl_c_at_the_question_keeps_the_topic() {
        try (Pty terminal = asked()) {
            assertEquals(130, terminal.type(Pty.INTERRUPT).ended(60).status());
        }
        assertTrue(exists());
    }
}
