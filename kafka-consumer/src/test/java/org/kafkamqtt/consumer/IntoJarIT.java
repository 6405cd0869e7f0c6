package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;

/** What commands of {@code --into} have settled is committed, never more and at the end never less. */
class IntoJarIT {
    private static final String EACH = "n=0; while read -r x; do echo \"$x\" >> OUT; n=$((n+1)); echo $n; done";
    private static final String AT_THE_END = "n=0; while read -r x; do echo \"$x\" >> OUT; n=$((n+1)); done; echo $n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path dir;

    /** A run of a group that has the name of the topic, with the value alone as line. */
    private List<String> args(String topic, String command, String... more) {
        List<String> args = new ArrayList<>(List.of("-b", BROKER, "-g", topic, "-f", "%s\\n", topic));
        args.addAll(List.of("--into", command.replace("OUT", dir.resolve("out").toString())));
        args.addAll(List.of(more));
        return args;
    }

    private Child.Result into(String topic, String command, String... more) {
        return Child.run(args(topic, command, more).toArray(String[]::new));
    }

    private Child start(String topic, String command, String... more) {
        return Child.start(args(topic, command, more).toArray(String[]::new));
    }

    private List<String> taken() {
        try {
            Path out = dir.resolve("out");
            return Files.exists(out) ? Files.readAllLines(out) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    private static String topicOf(int records) {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, records);
        return topic;
    }

    private static long committed(String topic) {
        return Feed.committed(topic, topic, 0).orElse(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {EACH, AT_THE_END})
    void a_command_that_settles_all_gets_each_record_once(String command) {
        String topic = topicOf(2000);
        Child.Result first = into(topic, command, "-c", "1500", "--summary", "json");
        assertEquals(0, first.status(), first.err());
        assertTrue(first.err().contains("\"read\":1500"), first.err());
        assertEquals(1500, committed(topic));
        Child.Result second = into(topic, command, "-e");
        assertEquals("", second.err());
        assertEquals(0, second.status());
        assertEquals(numbers(1, 2000), taken());
        assertEquals(2000, committed(topic));
    }

    @Test
    void without_a_format_a_line_is_what_kafka_producer_reads() {
        String topic = topicOf(1);
        Child.Result result =
                Child.run("-b", BROKER, "-e", topic, "--into", "tee " + dir.resolve("out") + " | grep -c .");
        assertEquals(0, result.status(), result.err());
        assertTrue(taken().get(0).contains("\"value\":\"1\""), taken().toString());
        assertEquals("", result.out(), "standard output is the command's to answer on");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cat >/dev/null                          | exited with status 0; 10 lines are",
                "head -3 >/dev/null; echo 3; exit 3      | exited with status 3 before its input ended; 7 lines are",
                "read x; echo 1                          | exited with status 0 before its input ended; 9 lines are",
                "cat >/dev/null; echo 9                  | exited with status 0; 1 line is",
                "no-such-command                         | exited with status 127 (it was not found)",
            })
    void what_a_command_leaves_is_said_and_comes_again(String command, String sentence) {
        String topic = topicOf(10);
        Child.Result result = into(topic, command, "--idle", "3s");
        assertEquals(7, result.status(), result.err());
        String said = "kafka-consumer: the command of --into " + sentence;
        assertTrue(result.err().contains(said), result.err());
        assertEquals(
                1,
                result.err()
                        .lines()
                        .filter(line -> line.startsWith("kafka-consumer:"))
                        .count(),
                result.err());
        Child.Result next = into(topic, EACH, "-e");
        assertEquals(0, next.status(), next.err());
        assertEquals(numbers(10 - left(result.err()) + 1, 10), taken());
    }

    private static int left(String said) {
        String number = said.replaceAll("(?s).*; (\\d+) lines? (is|are) not settled and will come again.*", "$1");
        return Integer.parseInt(number);
    }

    @Test
    void a_status_of_its_own_after_all_is_settled_is_told() {
        String topic = topicOf(10);
        Child.Result result = into(topic, AT_THE_END + "; exit 9", "-e");
        assertEquals(3, result.status(), result.err());
        assertEquals(10, committed(topic));
    }

    @Test
    void a_record_that_is_more_than_a_line_ends_the_run_after_those_before_it() {
        String topic = topicOf(3);
        Child.Result result = into(topic, EACH, "-e", "-f", "%s\\n%o");
        assertEquals(7, result.status(), result.err());
        assertTrue(result.err().contains(topic + "-0 offset 0 has a newline within its text"), result.err());
        assertEquals(0, committed(topic));
    }

    @Test
    void what_a_filter_leaves_out_is_committed_as_well() {
        String topic = topicOf(100);
        Child.Result result = into(topic, EACH, "-e", "--grep", "v:^(20|40)$", "--summary", "json");
        assertEquals(0, result.status(), result.err());
        assertEquals(List.of("20", "40"), taken());
        assertEquals(100, committed(topic));
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void a_command_slower_than_the_group_allows_gets_each_record_once(String protocol) {
        String topic = topicOf(4);
        String slow = "n=0; while read -r x; do sleep 2; echo $x >> OUT; n=$((n+1)); echo $n; done";
        Child.Result result = into(
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
        assertEquals(numbers(1, 4), taken());
        assertEquals(4, committed(topic));
        assertTrue(!result.err().contains("lost"), result.err());
    }

    @Test
    void what_is_settled_is_committed_while_the_command_rests_and_no_record_comes() {
        String topic = topicOf(10);
        String rests = "head -10 >/dev/null; echo 4; sleep 2; echo 7; cat >/dev/null";
        try (Child child = start(topic, rests)) {
            Await.that("a commit", 30, () -> committed(topic) == 7);
            assertTrue(child.alive());
            child.signal("TERM");
            Child.Result ended = child.ended(30);
            assertEquals(143, ended.status(), ended.err());
            assertTrue(ended.err().contains("; 3 lines are not settled and will come again"), ended.err());
        }
        assertEquals(7, committed(topic));
    }

    @Test
    void after_a_signal_the_last_answers_count() {
        String topic = topicOf(10);
        try (Child child = start(topic, AT_THE_END)) {
            Await.that("all to be taken", 30, () -> taken().size() == 10);
            child.signal("TERM");
            Child.Result ended = child.ended(30);
            assertEquals("", ended.err());
            assertEquals(143, ended.status());
        }
        assertEquals(10, committed(topic));
    }

    @Test
    void kill_9_of_the_command_or_of_the_consumer_loses_nothing() {
        String topic = topicOf(200);
        String slow =
                "echo $$ > OUT.pid; n=0; while read -r x; do echo $x >> OUT; n=$((n+1)); echo $n; sleep 0.02; done";
        try (Child child = start(topic, slow)) {
            Await.that("some to be taken", 30, () -> taken().size() > 30);
            kill(number(dir.resolve("out.pid")));
            Child.Result ended = child.ended(30);
            assertEquals(7, ended.status(), ended.err());
            assertTrue(ended.err().contains("will come again"), ended.err());
        }
        assertTrue(committed(topic) <= taken().size(), committed(topic) + " of " + taken().size());
        int before = taken().size();
        try (Child child = start(topic, slow, "--session-timeout", "6s")) {
            Await.that("more to be taken", 30, () -> taken().size() > before + 30);
            child.signal("KILL");
            child.ended(10);
            Await.that("the command to end", 10, () -> !alive(number(dir.resolve("out.pid"))));
        }
        assertTrue(committed(topic) <= taken().size(), committed(topic) + " of " + taken().size());
        Child.Result last = into(topic, EACH, "-e");
        assertEquals(0, last.status(), last.err());
        assertEquals(numbers(1, 200), taken().stream().distinct().toList());
        assertEquals(200, committed(topic));
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

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void a_member_that_joins_gets_its_share_after_the_command_has_settled_it(String protocol) {
        String topic = Feed.topic(2);
        Feed.numbers(topic, 2, 1, 400);
        String slow = "n=0; while read -r x; do echo $x >> OUT; n=$((n+1)); echo $n; sleep 0.02; done";
        String[] more = {"--group-protocol", protocol, "--into-window", "20"};
        try (Child first = start(topic, slow, more)) {
            Await.that("the first member to be at work", 30, () -> taken().size() > 40);
            try (Child second = start(topic, slow, more)) {
                Await.that("two members", 30, () -> Feed.members(topic) == 2);
                Await.that("all to be committed", 60, () -> allCommitted(topic, 200, 200));
                first.signal("TERM");
                second.signal("TERM");
                assertEquals("", first.ended(30).err());
                assertEquals("", second.ended(30).err());
            }
        }
        assertEquals(400, taken().size(), "each once");
        assertEquals(400, taken().stream().distinct().count());
    }

    private static boolean allCommitted(String topic, long... ends) {
        return LongStream.range(0, ends.length)
                .allMatch(i -> Feed.committed(topic, topic, (int) i).equals(Optional.of(ends[(int) i])));
    }

    private List<String> shared(String topic, String command, String... more) {
        List<String> args = args(topic, command, "--share", "-o", "beginning", "--timeout", "60s");
        args.addAll(List.of(more));
        return args;
    }

    @Test
    void in_a_share_group_each_record_is_acknowledged_once_it_is_settled() {
        String topic = topicOf(20);
        Child.Result first =
                Child.run(shared(topic, "head -5 >> OUT; echo 5; exit 3").toArray(String[]::new));
        assertEquals(7, first.status(), first.err());
        assertTrue(first.err().contains("; 15 lines are not settled and will come again"), first.err());
        Child.Result second = Child.run(shared(topic, EACH, "-c", "15").toArray(String[]::new));
        assertEquals(0, second.status(), second.err());
        assertEquals(numbers(1, 20), taken());
        Child.Result third = Child.run(shared(topic, EACH, "--idle", "2s").toArray(String[]::new));
        assertEquals(0, third.status(), third.err());
        assertEquals(20, taken().size());
    }

    @Test
    void a_share_group_with_a_command_that_settles_at_the_end_of_its_input() {
        String topic = topicOf(20);
        Child.Result result = Child.run(shared(topic, AT_THE_END, "-c", "20").toArray(String[]::new));
        assertEquals(0, result.status(), result.err());
        assertEquals(numbers(1, 20), taken());
    }
}
