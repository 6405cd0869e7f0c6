package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;

/** The next run of a group goes on with the next record. */
class ContinueJarIT {
    @Test
    void after_five_records_comes_the_sixth() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 100);
        Child.Result first = Child.run("-b", BROKER, "-g", "count", "-c", "5", topic);
        assertEquals(List.of("1", "2", "3", "4", "5"), first.lines());
        assertEquals(
                List.of("6"),
                Child.run("-b", BROKER, "-g", "count", "-c", "1", topic).lines());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 700})
    void after_a_closed_pipe_comes_the_first_record_that_nobody_saw(int seen) {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 2000);
        String group = "head-" + seen;
        Child.Result first = Child.runShell(
                "TOOL -b " + BROKER + " -g " + group + " " + topic + " | head -" + seen + "; exit ${PIPESTATUS[0]}");
        assertEquals(0, first.status(), first.err());
        assertEquals("", first.err());
        assertEquals(seen, first.lines().size());
        Child.Result next = Child.run("-b", BROKER, "-g", group, "-c", "1", topic);
        assertEquals(List.of(Integer.toString(seen + 1)), next.lines());
    }

    @Test
    void a_reader_that_takes_everything_gets_everything_once() {
        String topic = Feed.topic(3);
        Feed.numbers(topic, 3, 1, 20_000);
        Child.Result result =
                Child.runShell("TOOL -b " + BROKER + " -g all -c 20000 " + topic + " | cat; exit ${PIPESTATUS[0]}");
        assertEquals(0, result.status(), result.err());
        assertEquals(20_000, result.lines().stream().distinct().count());
        assertEquals(
                List.of(), Child.run("-b", BROKER, "-g", "all", "-e", topic).lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void a_member_without_partitions_waits_and_takes_over(String protocol) {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 10);
        String group = "spare-" + UUID.randomUUID();
        String[] args = {"-b", BROKER, "-g", group, "--group-protocol", protocol, topic};
        try (Child first = Child.start(args)) {
            Await.that("10 lines", 30, () -> first.written().endsWith("10\n"));
            try (Child second = Child.start(args)) {
                Await.that("two members", 30, () -> Feed.members(group) == 2);
                first.signal("TERM");
                assertEquals(143, first.ended(20).status());
                Feed.numbers(topic, 1, 11, 20);
                Await.that("the other 10", 40, () -> second.written().endsWith("20\n"));
                second.signal("TERM");
                assertEquals(10, second.ended(20).lines().size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void a_run_to_the_end_behind_another_one_reads_all_that_is_left(String protocol) {
        String topic = Feed.topic(1);
        String group = "behind-" + UUID.randomUUID();
        String[] args = {"-b", BROKER, "-g", group, "--group-protocol", protocol, "-e", topic};
        for (int run = 0; run < 5; run++) {
            Feed.numbers(topic, 1, run * 10 + 1, run * 10 + 10);
            Child.Result result = Child.run(args);
            assertEquals(0, result.status(), result.err());
            assertEquals(10, result.lines().size(), "run " + run);
        }
    }
}
