package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.sandbox.trial.Await;

/** Members of a share group: each record is acknowledged by itself, after it was written. */
class ShareJarIT {
    private final String group = "share-" + UUID.randomUUID();

    private List<String> args(String topic, String... more) {
        List<String> args = new ArrayList<>(
                List.of("-b", BROKER, "-g", group, "--share", "-o", "beginning", "--timeout", "60s", topic));
        args.addAll(List.of(more));
        return args;
    }

    private Child.Result read(String topic, String... more) {
        return Child.run(args(topic, more).toArray(String[]::new));
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    @Test
    void after_five_records_comes_the_sixth() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 20);
        Child.Result first = read(topic, "-c", "5", "--summary", "json");
        assertEquals(0, first.status(), first.err());
        assertEquals(numbers(1, 5), first.lines());
        assertTrue(first.err().contains("\"read\":5"), first.err());
        assertEquals(numbers(6, 20), read(topic, "-c", "15").lines());
        assertEquals(List.of(), read(topic, "--idle", "1s").lines());
    }

    @Test
    void after_a_closed_pipe_comes_the_first_record_that_nobody_saw() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 300);
        Child.Result first =
                Child.runShell("TOOL " + String.join(" ", args(topic)) + " | head -5; exit ${PIPESTATUS[0]}");
        assertEquals(0, first.status(), first.err());
        assertEquals(numbers(1, 5), first.lines());
        Child.Result next = read(topic, "-c", "295", "-f", "%s %D\\n");
        // The broker may have handed it out once more to the member that was leaving.
        assertTrue(next.lines().get(0).matches("6 [23]"), next.lines().get(0));
        assertEquals(295, new HashSet<>(next.lines()).size());
    }

    @Test
    void two_members_share_the_records_of_one_partition() {
        String topic = Feed.topic(1);
        read(topic, "--idle", "1s");
        try (Child one = Child.start(args(topic).toArray(String[]::new));
                Child two = Child.start(args(topic).toArray(String[]::new))) {
            int[] sent = {0};
            Await.that("both to get records", 50, () -> {
                Feed.numbers(topic, 1, sent[0] + 1, sent[0] + 50);
                sent[0] += 50;
                return !one.written().isEmpty() && !two.written().isEmpty();
            });
            Await.that(
                    "all records",
                    30,
                    () -> one.written().lines().count() + two.written().lines().count() >= sent[0]);
            one.signal("TERM");
            two.signal("TERM");
            List<String> both = new ArrayList<>(one.ended(20).lines());
            both.addAll(two.ended(20).lines());
            assertEquals(sent[0], both.size());
            assertEquals(Set.copyOf(numbers(1, sent[0])), Set.copyOf(both));
        }
        assertEquals(List.of(), read(topic, "--idle", "1s").lines());
    }

    @Test
    void a_record_that_is_released_comes_again_and_one_that_is_rejected_does_not() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 10);
        assertEquals(
                List.of("1 1", "2 1", "3 1"),
                read(topic, "-c", "3", "--ack", "release", "-f", "%s %D\\n").lines());
        assertEquals(
                List.of("1 2", "2 2", "3 2"),
                read(topic, "-c", "3", "--ack", "reject", "-f", "%s %D\\n").lines());
        assertEquals(numbers(4, 10), read(topic, "-c", "7").lines());
    }

    @Test
    void what_a_filter_leaves_out_is_done_with() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 9);
        assertEquals(List.of("5"), read(topic, "-c", "1", "--grep", "v:5").lines());
        assertEquals(List.of("6", "7", "8", "9"), read(topic, "-c", "4").lines());
    }

    @Test
    void what_a_killed_member_did_not_acknowledge_goes_to_another_one() {
        String topic = Feed.topic(1);
        Feed.groupSetting(group, "share.record.lock.duration.ms", "2000");
        Feed.numbers(topic, 1, 1, 300);
        List<String> seen = new ArrayList<>();
        try (Child child = Child.start(args(topic, "--exec", "cat; echo").toArray(String[]::new))) {
            Await.that("some records", 40, () -> child.written().length() > 50);
            child.signal("KILL");
            seen.addAll(child.ended(10).lines());
        }
        // The command outlives the tool, and its echo the record that was never handed to it.
        seen.removeIf(String::isEmpty);
        assertTrue(seen.size() < 300, "killed too late to show anything");
        seen.addAll(read(topic, "--idle", "6s").lines());
        assertEquals(Set.copyOf(numbers(1, 300)), Set.copyOf(seen));
        assertTrue(seen.size() <= 301, seen.size() + " records: more than the one in hand came again");
    }

    @Test
    void a_record_whose_command_failed_goes_back() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 4);
        Child.Result failed = read(topic, "--exec", "v=$(cat); echo $v; test $v != 3", "--exec-retries", "0");
        assertEquals(3, failed.status(), failed.err());
        assertEquals(numbers(1, 3), failed.lines());
        assertEquals(numbers(3, 4), read(topic, "-c", "2").lines());
    }

    @Test
    void a_command_that_takes_longer_than_the_group_locks_a_record_keeps_it() {
        String topic = Feed.topic(1);
        String group = "share-slow-" + topic;
        Feed.numbers(topic, 1, 1, 2);
        Feed.groupSetting(group, "share.auto.offset.reset", "earliest");
        Feed.groupSetting(group, "share.record.lock.duration.ms", "4000");
        Child.Result slow =
                Child.run("-b", BROKER, "--share", "-g", group, "-c", "2", "--exec", "cat; echo; sleep 6", topic);
        assertEquals(0, slow.status(), slow.err());
        assertEquals(List.of("1", "2"), slow.lines());
        assertEquals("", slow.err());
        Child.Result next = Child.run("-b", BROKER, "--share", "-g", group, "--idle", "3s", topic);
        assertEquals(List.of(), next.lines());
    }

    @Test
    void a_record_that_the_group_takes_back_from_a_slow_command_comes_again() {
        String topic = Feed.topic(1);
        Feed.groupSetting(group, "share.record.lock.duration.ms", "2000");
        Feed.groupSetting(group, "share.renew.acknowledge.enable", "false");
        Feed.numbers(topic, 1, 1, 1);
        Child.Result slow = read(topic, "-c", "1", "--exec", "cat; echo; sleep 2");
        assertEquals(1, slow.status(), slow.err());
        assertEquals(List.of("1"), slow.lines());
        assertTrue(slow.err().contains("the broker does not renew locks"), slow.err());
        assertTrue(slow.err().contains("to be delivered again: 1 record ("), slow.err());
        assertEquals(2, slow.err().lines().count(), slow.err());
        assertEquals(List.of("1 2"), read(topic, "-c", "1", "-f", "%s %D\\n").lines());
    }
}
