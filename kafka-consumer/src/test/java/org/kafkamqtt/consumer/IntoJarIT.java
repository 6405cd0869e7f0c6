package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;
import static org.kafkamqtt.consumer.IntoWork.AT_THE_END;
import static org.kafkamqtt.consumer.IntoWork.EACH;
import static org.kafkamqtt.consumer.IntoWork.committed;
import static org.kafkamqtt.consumer.IntoWork.numbers;
import static org.kafkamqtt.consumer.IntoWork.topicOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;

/** What a command of {@code --into} has settled is committed, never more and at the end never less. */
class IntoJarIT {
    private IntoWork work = new IntoWork(Path.of(""));

    @BeforeEach
    void in(@TempDir Path dir) {
        work = new IntoWork(dir);
    }

    @ParameterizedTest
    @ValueSource(strings = {EACH, AT_THE_END})
    void a_command_that_settles_all_gets_each_record_once(String command) {
        String topic = topicOf(2000);
        Child.Result first = work.into(topic, command, "-c", "1500", "--summary", "json");
        assertEquals(0, first.status(), first.err());
        assertTrue(first.err().contains("\"read\":1500"), first.err());
        assertEquals(1500, committed(topic));
        Child.Result second = work.into(topic, command, "-e");
        assertEquals("", second.err());
        assertEquals(0, second.status());
        assertEquals(numbers(1, 2000), work.taken());
        assertEquals(2000, committed(topic));
    }

    @Test
    void without_a_format_a_line_is_what_kafka_producer_reads() {
        String topic = topicOf(1);
        Child.Result result = Child.run("-b", BROKER, "-e", topic, "--into", "tee " + work.file("") + " | grep -c .");
        assertEquals(0, result.status(), result.err());
        assertTrue(work.taken().get(0).contains("\"value\":\"1\""), work.taken().toString());
        assertEquals("", result.out(), "standard output is the command's to answer on");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cat >/dev/null                          | exited with status 0; 10 lines are not settled and will be delivered again",
                "head -3 >/dev/null; echo 3; exit 3      | exited with status 3 before its input ended; 7 lines are not settled and will be delivered again",
                "read x; echo 1                          | exited with status 0 before its input ended; 9 lines are not settled and will be delivered again",
                "cat >/dev/null; echo 9                  | exited with status 0; 1 line is not settled and will be delivered again",
                "no-such-command                         | exited with status 127 (it was not found)",
            })
    void what_a_command_leaves_is_said_and_comes_again(String command, String sentence) {
        String topic = topicOf(10);
        Child.Result result = work.into(topic, command, "--idle", "3s");
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
        int settled = (int) committed(topic);
        assertTrue(
                !sentence.contains(" lines ") || sentence.contains(" " + (10 - settled) + " lines "),
                "up to " + settled);
        Child.Result next = work.into(topic, EACH, "-e");
        assertEquals(0, next.status(), next.err());
        assertEquals(numbers(settled + 1, 10), work.taken());
    }

    @Test
    void a_status_of_its_own_after_all_is_settled_is_told() {
        String topic = topicOf(10);
        Child.Result result = work.into(topic, AT_THE_END + "; exit 9", "-e");
        assertEquals(3, result.status(), result.err());
        assertEquals(10, committed(topic));
    }

    @Test
    void a_record_that_is_more_than_a_line_ends_the_run_after_those_before_it() {
        String topic = topicOf(3);
        Child.Result result = work.into(topic, EACH, "-e", "-f", "%s\\n%o");
        assertEquals(7, result.status(), result.err());
        assertTrue(result.err().contains(topic + "-0 offset 0 is more than one line"), result.err());
        assertEquals(0, committed(topic));
    }

    @Test
    void what_a_filter_leaves_out_is_committed_as_well() {
        String topic = topicOf(100);
        Child.Result result = work.into(topic, EACH, "-e", "--grep", "v:^(20|40)$", "--summary", "json");
        assertEquals(0, result.status(), result.err());
        assertEquals(List.of("20", "40"), work.taken());
        assertEquals(100, committed(topic));
    }

    /** What stands in the manual between fences of a language, in the section about programs on the right side. */
    private static String manual(String language) throws IOException {
        String text = Files.readString(Path.of("../docs/kafka-consumer.md"));
        String section = text.substring(text.indexOf("## Any program on the right side"));
        int begin = section.indexOf("```" + language + "\n") + language.length() + 4;
        return section.substring(begin, section.indexOf("```", begin));
    }

    @Test
    void the_shell_line_of_the_manual_takes_part() throws IOException {
        String topic = topicOf(100);
        String line = manual("sh")
                .strip()
                .replace("kafka-consumer -g files c-orders", "TOOL -b " + BROKER + " -e -g " + topic + " " + topic);
        Child.Result result = Child.runShell("cd " + work.dir() + " && " + line);
        assertEquals("", result.err());
        assertEquals(100, Files.readAllLines(work.dir().resolve("all.jsonl")).size());
        assertEquals(100, committed(topic));
    }

    @Test
    void the_program_of_the_manual_takes_part() throws IOException {
        String topic = topicOf(20_000);
        Files.writeString(work.dir().resolve("take.py"), manual("python"));
        Child.Result result = Child.runShell("command -v python3 || exit 77; cd " + work.dir() + " && TOOL -b " + BROKER
                + " -e -g " + topic + " --into 'python3 take.py' " + topic);
        assumeTrue(result.status() != 77, "no Python");
        assertEquals("", result.err());
        assertEquals(20_000, Files.readAllLines(work.dir().resolve("all.jsonl")).size());
        assertEquals(20_000, committed(topic));
    }

    @Test
    void after_a_signal_the_last_answers_count() {
        String topic = topicOf(10);
        try (Child child = work.start(topic, AT_THE_END)) {
            Await.that("all to be taken", 30, () -> work.taken().size() == 10);
            child.signal("TERM");
            Child.Result ended = child.ended(30);
            assertEquals("", ended.err());
            assertEquals(143, ended.status());
        }
        assertEquals(10, committed(topic));
    }
}
