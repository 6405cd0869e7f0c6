package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.SharedSandbox;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** What fingers know from kafka-console-producer and kcat. */
class ConsoleFlagsIT {
    private static final String BROKER = SharedSandbox.get().kafkaAddress();

    private final String topic = "flags-" + UUID.randomUUID();

    @BeforeEach
    void create() {
        SharedSandbox.get().createTopic(topic, 2);
    }

    private InProcess.Result run(String input, String... more) {
        return InProcess.run(
                input,
                Stream.concat(Stream.of("-b", BROKER, "-t", topic), Arrays.stream(more))
                        .toArray(String[]::new));
    }

    @Test
    void reader_properties_say_what_a_line_holds() {
        InProcess.Result result = run(
                "h:1/k:v\nN/N:N\n",
                "--reader-property",
                "parse.key=true",
                "--reader-property",
                "key.separator=:",
                "--reader-property",
                "parse.headers=true",
                "--reader-property",
                "headers.delimiter=/",
                "--reader-property",
                "null.marker=N",
                "--report-format",
                "%h %k %s %K %S");
        assertEquals(ExitStatus.OK, result.status(), result.err());
        assertEquals(
                List.of("   -1 -1", "h=1 k v 1 1"),
                result.out().lines().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({
        "--property, parse.key=false, --property is now --reader-property",
        "--producer-property, linger.ms=0, --producer-property is now --command-property",
        "--max-partition-memory-bytes, 20000, --max-partition-memory-bytes is now --batch-size"
    })
    void old_names_work_and_warn_on_standard_error(String flag, String value, String words) {
        InProcess.Result result = run("a\n", flag, value);
        assertEquals(new InProcess.Result(ExitStatus.OK, "", "kafka-producer: warning: " + words + "\n"), result);
        assertEquals("", run("a\n", "-q", flag, value).err());
    }

    @ParameterizedTest
    @CsvSource({
        "--batch-size, batch.size=20000",
        "--max-memory-bytes, buffer.memory=20000",
        "--timeout, linger.ms=20000",
        "--max-block-ms, max.block.ms=20000",
        "--request-timeout-ms, request.timeout.ms=20000",
        "--retry-backoff-ms, retry.backoff.ms=20000",
        "--message-send-max-retries, retries=20000",
        "--metadata-expiry-ms, metadata.max.age.ms=20000",
        "--socket-buffer-size, send.buffer.bytes=20000"
    })
    void other_flags_are_properties_of_the_client(String flag, String property) {
        String shown = run("", flag, "20000", "--show-config").out();
        assertTrue(shown.contains(property + "  #"), shown);
    }

    @Test
    void sync_sends_one_at_a_time_and_counts_right() {
        InProcess.Result result =
                run("a\nb\nc\n", "--sync", "-p", "0", "--report-format", "%s %o", "--summary", "json");
        assertEquals("a 0\nb 1\nc 2\n", result.out());
        assertTrue(result.err().contains("\"acknowledged\":3,\"failed\":0"), result.err());
    }

    @Test
    void the_metadata_timeout_of_kcat_bounds_the_first_contact() {
        long begun = System.nanoTime();
        InProcess.Result result = InProcess.run("", "-b", "localhost:1", "-t", topic, "-m", "1");
        assertEquals(ExitStatus.UNREACHABLE, result.status());
        assertTrue(result.err().contains("in 1 s"), result.err());
        assertTrue(System.nanoTime() - begun < 9_000_000_000L);
    }

    @Test
    void unbuffered_copies_stand_there_before_the_next_line_comes() {
        try (Child child = Jar.start("-b", BROKER, "-t", topic, "-u", "--report-format", "%s")) {
            child.type("a\n");
            Await.that("the report", 20, () -> child.out().equals("a\n"));
            assertEquals(0, child.endInput().ended(20).status());
        }
    }

    @Test
    void keys_whose_order_is_not_kept_are_warned_of_once() {
        InProcess.Result result = run("k:a\nk:b\n", "-K", ":", "--balancer", "round-robin");
        assertEquals(
                "kafka-producer: warning: records have keys, but --balancer round-robin does not keep the order of a key:"
                        + " the key is ignored\n",
                result.err());
        assertEquals("", run("a\nb\n", "--balancer", "round-robin").err());
        assertEquals("", run("k:a\n", "-K", ":", "--balancer", "murmur2").err());
    }

    @Test
    void a_template_can_be_copied_and_resumed(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("lines.txt");
        Files.writeString(file, "2:ab\n1:c\n");
        String place = file + ".place";
        String[] arguments = {"-f", "%V:%v\\n", "-l", file.toString(), "--resume", place, "-T"};
        assertEquals("2:ab\n1:c\n", run("", arguments).out());
        Files.writeString(file, "2:ab\n1:c\n3:def\n");
        assertEquals("3:def\n", run("", arguments).out());
    }
}
