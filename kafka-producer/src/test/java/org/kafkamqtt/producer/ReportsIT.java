package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.SharedSandbox;

/** What a run tells about itself. */
class ReportsIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();

    private final String topic = "reports-" + UUID.randomUUID();

    private InProcess.Result run(String input, String... more) {
        return InProcess.run(
                input,
                java.util.stream.Stream.concat(
                                java.util.stream.Stream.of("-b", BROKER, "-t", topic, "--create", "2"),
                                java.util.stream.Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void each_delivery_is_a_line_with_its_offset() {
        InProcess.Result result = run("a:1\n2\n", "-K", ":", "-p", "1", "--report-format", "%t %p %o %k %s %S %l\\t%%");
        assertEquals(
                topic + " 1 0 a 1 1 standard input, line 1\t%\n" + topic + " 1 1  2 1 standard input, line 2\t%\n",
                result.out());
    }

    @Test
    void json_reports_can_be_sent_again() {
        InProcess.Result first = run("a:1\nb:2\n", "-K", ":", "-p", "0", "--report-json");
        InProcess.Result second = run(first.out(), "-J", "--report-json");
        assertEquals(first.out().replaceAll("\"offset\":.", ""), second.out().replaceAll("\"offset\":.", ""));
        assertEquals(4, Log.of(BROKER, topic).size());
    }

    @Test
    void an_unknown_token_is_misuse_with_its_place() {
        InProcess.Result result = run("", "--report-format", "%t %x");
        assertEquals(ExitStatus.USAGE, result.status());
        assertTrue(result.err().contains("character 4"), result.err());
    }

    @Test
    void a_dry_run_sends_nothing_and_gives_reasons() {
        InProcess.Result result = run("a:1\n:2\n3\n", "-K", ":", "--dry-run", "--balancer", "crc32");
        assertEquals(3, result.out().lines().count());
        assertTrue(result.out().contains("\"reason\":\"crc32: same key, same partition\""), result.out());
        assertEquals(0, Log.of(BROKER, topic).size());
    }

    @Test
    void an_explained_key_stands_where_it_will_be_sent() {
        String explained = run("", "--explain-partition", "some key").out();
        run("some key:v\n", "-K", ":");
        int partition = Log.of(BROKER, topic).get(0).partition();
        assertTrue(explained.contains("\"partition\":" + partition + ",\"key\":\"some key\""), explained);
    }

    @Test
    void a_seed_makes_the_same_records_again() {
        String[] generator = {"--generate", "100", "--template", "${rand:1..1000000} ${uuid}", "--seed", "4", "-p", "0"
        };
        run("", generator);
        run("", generator);
        List<String> values = Log.values(Log.of(BROKER, topic)).toList();
        assertEquals(200, values.size());
        assertEquals(values.subList(0, 100), values.subList(100, 200));
    }

    @Test
    void progress_is_a_line_each_second_where_nobody_looks_at_a_terminal() {
        InProcess.Result result = run("", "--generate", "120", "--rate", "100/s", "--progress");
        assertTrue(result.err().contains(" acknowledged, 0 failed, "), result.err());
        assertEquals(
                "",
                run("", "--generate", "120", "--rate", "100/s", "--progress", "-q")
                        .err());
    }

    @Test
    void the_summary_adds_up_as_json() {
        String summary = run("1\n2\n", "--summary", "json").err();
        assertTrue(
                summary.matches("\\{\"read\":2,\"sent\":2,\"acknowledged\":2,\"failed\":0,\"skipped\":0,"
                        + "\"unsettled\":0,\"bytes\":2,\"seconds\":[0-9.]+,\"p50Ms\":[0-9.]+,\"p99Ms\":[0-9.]+,"
                        + "\"longestMs\":[0-9.]+}\\R"),
                summary);
    }
}
