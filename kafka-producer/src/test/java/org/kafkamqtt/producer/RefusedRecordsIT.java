package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.sandbox.SharedSandbox;

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

    @Test
    void many_partitions_get_batches_that_fit_the_buffer() {
        InProcess.Result result = InProcess.run(
                "", "-b", BROKER, "-t", topic, "--create", "40", "--generate", "20000", "--summary", "json");
        assertEquals(ExitStatus.OK, result.status(), result.err());
        assertEquals(20_000, Log.of(BROKER, topic).size());
    }
}
