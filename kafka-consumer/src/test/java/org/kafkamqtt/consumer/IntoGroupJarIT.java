package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.IntoWork.EACH;
import static org.kafkamqtt.consumer.IntoWork.committed;
import static org.kafkamqtt.consumer.IntoWork.numbers;
import static org.kafkamqtt.consumer.IntoWork.topicOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;

/** A member of a group and the command of its {@code --into}, over slowness, kill -9, rebalances and repeats. */
class IntoGroupJarIT {
    private IntoWork work = new IntoWork(Path.of(""));

    @BeforeEach
    void in(@TempDir Path dir) {
        work = new IntoWork(dir);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void a_command_slower_than_the_group_allows_gets_each_record_once(String protocol) {
        String topic = topicOf(4);
        String slow = "n=0; while read -r x; do sleep 2; echo $x >> OUT; n=$((n+1)); echo $n; done";
        Child.Result result = work.into(
                topic,
                slow,
                "--into-window",
                "1",
                "-e",
                "-v",
                "--group-protocol",
                protocol,
                "-X",
                "max.poll.interval.ms=1500");
        assertEquals(0, result.status(), result.err());
        assertEquals(numbers(1, 4), work.taken());
        assertEquals(4, committed(topic));
        assertTrue(!result.err().contains("lost"), result.err());
    }

    @Test
    void what_is_settled_is_committed_while_the_command_rests_and_no_record_comes() {
        String topic = topicOf(10);
        String rests = "head -10 >/dev/null; echo 4; sleep 2; echo 7; cat >/dev/null";
        try (Child child = work.start(topic, rests)) {
            Await.that("a commit", 30, () -> committed(topic) == 7);
            assertTrue(child.alive());
            child.signal("TERM");
            Child.Result ended = child.ended(30);
            assertEquals(143, ended.status(), ended.err());
            assertTrue(ended.err().contains("; 3 lines are not settled and will be delivered again"), ended.err());
        }
        assertEquals(7, committed(topic));
    }

    @Test
    void kill_9_of_the_command_or_of_the_consumer_loses_nothing() {
        String topic = topicOf(200);
        String slow =
                "echo $$ > OUT.pid; n=0; while read -r x; do echo $x >> OUT; n=$((n+1)); echo $n; sleep 0.02; done";
        try (Child child = work.start(topic, slow)) {
            Await.that("some to be taken", 30, () -> work.taken().size() > 30);
            kill(number(work.file(".pid")));
            Child.Result ended = child.ended(30);
            assertEquals(7, ended.status(), ended.err());
            assertTrue(ended.err().contains("will be delivered again"), ended.err());
        }
        assertTrue(
                committed(topic) <= work.taken().size(),
                committed(topic) + " of " + work.taken().size());
        int before = work.taken().size();
        try (Child child = work.start(topic, slow, "--session-timeout", "6s")) {
            Await.that("more to be taken", 30, () -> work.taken().size() > before + 30);
            child.signal("KILL");
            child.ended(10);
            Await.that("the command to end", 10, () -> !alive(number(work.file(".pid"))));
        }
        assertTrue(
                committed(topic) <= work.taken().size(),
                committed(topic) + " of " + work.taken().size());
        Child.Result last = work.into(topic, EACH, "-e");
        assertEquals(0, last.status(), last.err());
        assertEquals(numbers(1, 200), work.taken().stream().distinct().toList());
        assertEquals(200, committed(topic));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void a_member_that_joins_gets_its_share_after_the_command_has_settled_it(String protocol) {
        String topic = Feed.topic(2);
        Feed.numbers(topic, 2, 1, 400);
        String slow = "n=0; while read -r x; do echo $x >> OUT; n=$((n+1)); echo $n; sleep 0.02; done";
        String[] more = {"--group-protocol", protocol, "--into-window", "20"};
        try (Child first = work.start(topic, slow, more)) {
            Await.that("the first member to be at work", 30, () -> work.taken().size() > 40);
            try (Child second = work.start(topic, slow, more)) {
                Await.that("two members", 30, () -> Feed.members(topic) == 2);
                Await.that("all to be committed", 60, () -> allCommitted(topic, 200, 200));
                first.signal("TERM");
                second.signal("TERM");
                assertEquals("", first.ended(30).err());
                assertEquals("", second.ended(30).err());
            }
        }
        assertEquals(400, work.taken().size(), "each once");
        assertEquals(400, work.taken().stream().distinct().count());
    }

    private static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static boolean allCommitted(String topic, long... ends) {
        return LongStream.range(0, ends.length)
                .allMatch(i -> Feed.committed(topic, topic, (int) i).equals(Optional.of(ends[(int) i])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void a_topic_created_anew_is_read_from_its_beginning(String protocol) {
        String topic = topicOf(20);
        try (Child child = work.start(topic, EACH, "--group-protocol", protocol)) {
            Await.that("the old topic", 30, () -> committed(topic) == 20);
            long begun = System.nanoTime();
            // Runs begin to look at their topics a second after their start; nothing of that can be seen from outside.
            Await.that("the first look", 10, () -> System.nanoTime() - begun > 3_000_000_000L);
            Feed.recreate(topic, 1);
            Feed.numbers(topic, 1, 101, 105);
            Await.that("the new topic", 40, () -> committed(topic) == 5);
            child.signal("TERM");
            assertEquals(143, child.ended(30).status());
        }
        List<String> all = new ArrayList<>(numbers(1, 20));
        all.addAll(numbers(101, 105));
        assertEquals(all, work.taken());
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // closing the producer waits
    void a_repeat_known_by_its_header_is_left_out_and_committed() {
        String topic = Feed.topic(1);
        try (KafkaProducer<byte[], byte[]> producer = Feed.producer(Map.of())) {
            for (int delivery : new int[] {1, 2, 1, 3, 2}) {
                byte[] text = Integer.toString(delivery).getBytes(UTF_8);
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, text);
                record.headers().add("mqtt.delivery", text);
                producer.send(record, (metadata, e) -> {});
            }
        }
        Child.Result result = work.into(topic, EACH, "-e", "--dedupe", "header:mqtt.delivery");
        assertEquals(0, result.status(), result.err());
        assertEquals(numbers(1, 3), work.taken());
        assertEquals(5, committed(topic));
    }
}
