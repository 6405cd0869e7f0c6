package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;

/** A record that the broker refuses for what it is costs none of the others in its batch. */
@Timeout(60)
class RefusedRecordsIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();

    private final String topic = "refused-" + UUID.randomUUID();

    private void create(Map<String, String> configuration) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1).configs(configuration)))
                    .all()
                    .get();
        }
    }

    @Test
    void records_without_a_key_do_not_cost_those_with_one_in_a_compacted_topic() throws Exception {
        create(Map.of("cleanup.policy", "compact"));
        StringBuilder lines = new StringBuilder();
        IntStream.rangeClosed(1, 5000).forEach(i -> lines.append(i % 1000 == 500 ? "" : "k" + i + ":")
                .append(i)
                .append('\n'));
        InProcess.Result result = InProcess.run(lines.toString(), "-b", BROKER, "-t", topic, "-K", ":", "-p", "0");
        assertEquals(ExitStatus.PARTIAL, result.status(), result.err());
        assertTrue(result.err().contains("5000 read, 5000 sent, 4995 acknowledged, 5 failed"), result.err());
        assertTrue(result.err().contains("standard input, line 500: refused: "), result.err());
        assertTrue(result.err().contains("standard input, line 4500: refused: "), result.err());
        assertEquals(6, result.err().lines().count(), result.err());
        List<String> arrived = Log.values(Log.of(BROKER, topic)).sorted().toList();
        assertEquals(
                IntStream.rangeClosed(1, 5000)
                        .filter(i -> i % 1000 != 500)
                        .mapToObj(Integer::toString)
                        .sorted()
                        .toList(),
                arrived);
    }

    @Test
    void a_time_that_the_topic_does_not_take_costs_only_its_record() throws Exception {
        create(Map.of("message.timestamp.before.max.ms", "3600000"));
        String lines = "{\"value\":\"a\"}\n{\"value\":\"old\",\"timestamp\":1000}\n{\"value\":\"b\"}\n";
        InProcess.Result result = InProcess.run(lines, "-b", BROKER, "-t", topic, "-J", "-p", "0");
        assertEquals(ExitStatus.PARTIAL, result.status(), result.err());
        assertTrue(result.err().contains("standard input, line 2: refused: "), result.err());
        assertEquals(
                List.of("a", "b"), Log.values(Log.of(BROKER, topic)).sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({"99928, 0", "99929, 1", "3000000, 1"})
    void a_record_that_is_too_large_for_the_topic_is_told_its_limit(int size, int failed) throws Exception {
        create(Map.of("max.message.bytes", "100000"));
        InProcess.Result result =
                InProcess.run("a\n" + "x".repeat(size) + "\nb\n", "-b", BROKER, "-t", topic, "-p", "0", "--sync");
        if (failed > 0) {
            assertEquals(ExitStatus.PARTIAL, result.status(), result.err());
            assertTrue(result.err().contains(" > 100000 bytes (max.message.bytes of topic '" + topic), result.err());
        } else {
            assertEquals(ExitStatus.OK, result.status(), result.err());
        }
        assertEquals(3 - failed, Log.of(BROKER, topic).size());
    }

    /** Random letters, so that the large ones stay too large when they are compressed. */
    private static String thousandLinesWithTwoLarge(int size) {
        Random random = new Random(7);
        StringBuilder lines = new StringBuilder();
        IntStream.rangeClosed(1, 1002).forEach(i -> {
            if (i == 300 || i == 700) {
                random.ints(size, 'a', 'z').forEach(letter -> lines.append((char) letter));
            } else {
                lines.append(i);
            }
            lines.append('\n');
        });
        return lines.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4", "snappy", "zstd"})
    void two_records_too_large_for_the_topic_do_not_hold_up_the_thousand_others(String codec) throws Exception {
        create(Map.of("max.message.bytes", "1000"));
        InProcess.Result result =
                InProcess.run(thousandLinesWithTwoLarge(3000), "-b", BROKER, "-t", topic, "-p", "0", "-z", codec);
        assertEquals(ExitStatus.PARTIAL, result.status(), result.err());
        assertTrue(result.err().contains("standard input, line 300: too large: "), result.err());
        assertTrue(result.err().contains("standard input, line 700: too large: "), result.err());
        assertTrue(result.err().contains("1002 read, 1000 sent, 1000 acknowledged, 2 failed"), result.err());
        assertEquals(1000, Log.of(BROKER, topic).size());
    }

    @Test
    void a_batch_that_the_client_would_split_for_ever_ends_the_run() throws Exception {
        create(Map.of("max.message.bytes", "300"));
        InProcess.Result result = InProcess.run(thousandLinesWithTwoLarge(800), "-b", BROKER, "-t", topic, "-p", "0");
        assertEquals(ExitStatus.PARTIAL, result.status(), result.err());
        assertTrue(result.err().contains("--sync") || result.err().contains("1000 acknowledged"), result.err());
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy, compact, a:1|2|c:3, line 2: refused: a compacted topic",
        "message.timestamp.before.max.ms, 3600000, a:1|b:2@1000|c:3, line 2: refused: its timestamp is older",
        "message.timestamp.after.max.ms, 3600000, a:1|b:2@9000000000000|c:3, line 2: refused: its timestamp is further",
        "max.message.bytes, 200, a:1|b:LARGE|c:3, line 2: too large: ",
    })
    void a_record_that_the_topic_refuses_does_not_cost_its_transaction(
            String name, String value, String records, String words) throws Exception {
        create(Map.of(name, value));
        String lines =
                Stream.of(records.split("\\|", -1)).map(RefusedRecordsIT::json).collect(Collectors.joining("\n"));
        InProcess.Result result =
                InProcess.run(lines, "-b", BROKER, "-t", topic, "-J", "--transactional-id", topic, "--summary", "text");
        assertEquals(ExitStatus.PARTIAL, result.status(), result.err());
        assertTrue(result.err().contains("standard input, " + words), result.err());
        assertTrue(result.err().contains("3 read, 2 sent, 2 acknowledged, 1 failed"), result.err());
        // A transaction is decided when its commit is answered, and visible a little later.
        Await.that("both records", 10, () -> committed().equals(List.of("1", "3")));
    }

    private List<String> committed() {
        return Log.values(Log.of(BROKER, topic, "read_committed")).sorted().toList();
    }

    /** {@code KEY:VALUE@TIMESTAMP} as a line of JSON. */
    private static String json(String record) {
        String[] timed = record.split("@", -1);
        String[] parts = timed[0].split(":", -1);
        String key = parts.length > 1 ? "\"key\":\"" + parts[0] + "\"," : "";
        String time = timed.length > 1 ? "\"timestamp\":" + timed[1] + "," : "";
        String value = parts[parts.length - 1].replace("LARGE", "x".repeat(500));
        return "{" + key + time + "\"value\":\"" + value + "\"}";
    }

    @Test
    void many_partitions_get_batches_that_fit_the_buffer() {
        InProcess.Result result = InProcess.run(
                "", "-b", BROKER, "-t", topic, "--create", "40", "--generate", "20000", "--summary", "json");
        assertEquals(ExitStatus.OK, result.status(), result.err());
        assertEquals(20_000, Log.of(BROKER, topic).size());
    }
}
