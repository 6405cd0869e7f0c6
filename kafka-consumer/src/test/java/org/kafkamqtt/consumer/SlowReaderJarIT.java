package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;

/**
 * Whoever is slower than the group allows a member to be gets each record once all the same.
 *
 * <p>{@code -Dslow=12} makes the readers rest as long as the group allows at most, twice, with as many records as that takes.
 */
class SlowReaderJarIT {
    private static final int REST = Integer.getInteger("slow", 3);
    private static final int INTERVAL_MS = REST * 500;

    private static String[] args(String topic, String protocol, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "-b",
                BROKER,
                "-g",
                topic,
                "--group-protocol",
                protocol,
                "-X",
                "max.poll.interval.ms=" + INTERVAL_MS,
                topic));
        if (protocol.equals("classic")) {
            args.addAll(List.of("--session-timeout", "6s"));
        }
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private static String line(String topic, String protocol, String more) {
        return "TOOL " + String.join(" ", args(topic, protocol)) + " " + more;
    }

    private static List<String> numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList();
    }

    private static void nothingIsLeft(String topic, String protocol, int records) {
        assertEquals(Optional.of((long) records), Feed.committed(topic, topic, 0));
        long begun = System.nanoTime();
        assertEquals(List.of(), Child.run(args(topic, protocol, "-e")).lines());
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(20), "the run before has left the group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void a_reader_that_rests_and_then_reads_all(String protocol) {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 30_000);
        Child.Result result =
                Child.runShell(line(topic, protocol, "-e") + " | (sleep " + REST + "; cat); exit ${PIPESTATUS[0]}");
        assertEquals(0, result.status(), result.err());
        assertEquals("", result.err());
        assertEquals(numbers(30_000), result.lines());
        nothingIsLeft(topic, protocol, 30_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void a_reader_that_is_slow_all_the_time(String protocol) {
        String topic = Feed.topic(1);
        int records = REST * 5000;
        Feed.numbers(topic, 1, 1, records);
        String slow =
                "while IFS= read -r -n 6000 -d '' some; do printf %s \"$some\"; sleep 1; done; printf %s \"$some\"";
        Child.Result result = Child.runShell(line(topic, protocol, "-e") + " | (" + slow + "); exit ${PIPESTATUS[0]}");
        assertEquals(0, result.status(), result.err());
        assertEquals(numbers(records), result.lines());
        nothingIsLeft(topic, protocol, records);
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void commands_that_take_longer_than_the_group_allows(String protocol) {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 3);
        Child.Result result = Child.run(args(topic, protocol, "-e", "--exec", "sleep " + REST * 3 / 4 + "; cat; echo"));
        assertEquals(0, result.status(), result.err());
        assertEquals(List.of("1", "2", "3"), result.lines());
        nothingIsLeft(topic, protocol, 3);
    }

    @Test
    void commands_side_by_side_and_in_batches() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 20);
        Child.Result result = Child.run(args(
                topic,
                "classic",
                "-e",
                "--concurrency",
                "2",
                "--exec-batch",
                "5",
                "--exec",
                "sleep " + REST * 3 / 4 + "; jq -r .value || sed 's/.*\"value\":\"\\([0-9]*\\)\".*/\\1/'"));
        assertEquals(0, result.status(), result.err());
        nothingIsLeft(topic, "classic", 20);
    }

    @Test
    void what_a_resting_reader_has_taken_is_committed_before_it_goes_on() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 5000);
        try (Child child = Child.shell(line(topic, "classic", "") + " | (head -c 1000; sleep 60)")) {
            Await.that(
                    "a commit of what was read",
                    40,
                    () -> Feed.committed(topic, topic, 0).orElse(0L) > 0);
            assertTrue(Feed.committed(topic, topic, 0).orElse(0L) < 1000);
            assertTrue(child.alive());
        }
    }

    @Test
    void a_member_that_joins_while_the_other_one_is_stuck_gets_its_share_and_repeats_are_said() {
        String topic = Feed.topic(2);
        Feed.numbers(topic, 2, 1, 20_000);
        String first = line(topic, "classic", "") + " | (sleep " + REST * 4 + "; cat)";
        try (Child stuck = Child.shell(first)) {
            Await.that("the first member", 30, () -> Feed.members(topic) == 1);
            Child.Result second = Child.run(args(topic, "classic", "--idle", REST * 2 + "s"));
            assertEquals(0, second.status(), second.err());
            Await.that("all the rest", 60, () -> all(stuck.written() + second.out(), 20_000));
            long twice = (stuck.written() + second.out()).lines().count() - 20_000;
            assertTrue(twice == 0 || stuck.said().contains("up to"), twice + " twice: " + stuck.said());
        }
    }

    private static boolean all(String lines, int records) {
        return lines.lines().distinct().count() == records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void the_next_run_starts_at_once_after_one_that_failed(String protocol) {
        String topic = Feed.topic(3);
        Feed.numbers(topic, 3, 1, 60_000);
        String group = "failed-" + topic;
        String start = "TOOL -b " + BROKER + " -g " + group + " --group-protocol " + protocol + " -e " + topic;
        Child.Result full = Child.runShell(start + " > /dev/full");
        assertEquals(7, full.status(), full.err());
        assertEquals(0, Feed.members(group), "it has left");
        Child.Result command = Child.runShell(start + " --exec-retries 0 --exec 'exit 1'");
        assertEquals(3, command.status(), command.err());
        assertEquals(0, Feed.members(group), "it has left");
        assertEquals(60_000, Child.runShell(start).lines().size());
    }
}
