package org.kafkamqtt.mqtt.broker.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.mqtt.broker.serve.BrokerSettings;
import org.kafkamqtt.sandbox.trial.OptionTable;

/** From the words of the command line to the settings, refusals and warnings; nothing is started. */
class BrokerCommandTest {
    private static final String BAD = "-b 127.0.0.1:1 --connect-timeout 1s ";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<BrokerSettings> started = new ArrayList<>();

    private ExitStatus run(String words) {
        BrokerCommand command = new BrokerCommand((settings, console) -> {
            started.add(settings);
            throw new IllegalStateException("not in this test");
        });
        return Tool.run(
                command,
                Console.of("mqtt-broker", InputStream.nullInputStream(), out, err),
                Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new));
    }

    private String said() {
        return err.toString(UTF_8);
    }

    @Test
    void every_option_has_a_line_in_the_table() {
        assertEquals(Set.of(), OptionTable.gaps(new BrokerCommand()));
        assertEquals(Set.of(), OptionTable.gaps(new RoutesView()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--listener mqtts://localhost|--listener 'mqtts://localhost' is not built yet",
                "--prefix a/b|--prefix 'a/b' is not the beginning of a Kafka topic's name",
                "--prefix __x|--prefix '__x' begins with __",
                "--partitions 0|--partitions 0 is not between 1 and 100000",
                "--replication-factor 0|--replication-factor 0 is not between 1 and 32767",
                "--min-insync-replicas 0|--min-insync-replicas 0 is not between 1 and 32767",
                "--replication-factor 2 --min-insync-replicas 3|--min-insync-replicas 3 of --replication-factor 2 copies",
                "--receive-maximum 0|--receive-maximum 0 is not between 1 and 65535",
                "--receive-maximum 65536|--receive-maximum 65536 is not between 1 and 65535",
                "--topic-alias-maximum -1|--topic-alias-maximum -1 is not between 0 and 65535",
                "--max-packet-size 1|--max-packet-size 1 is not between 1KiB and 256MiB",
                "--max-packet-size 1GiB|--max-packet-size 1GiB is not between 1KiB and 256MiB",
                "--max-packet-size x|'x' is not a size such as 64KiB or 100MB",
                "--routes /none/such|cannot read the routes in /none/such",
                "-X acks=1|'acks' (-X) is set by the tool itself",
                "-X enable.idempotence=false|'enable.idempotence' (-X) is set by the tool itself",
                "-X group.id=g|'group.id' (-X) is set by the tool itself",
            })
    void refuses_what_makes_no_sense_before_anybody_is_asked(String words, String sentence) {
        assertEquals(ExitStatus.USAGE, run(BAD + words));
        assertTrue(said().startsWith("mqtt-broker: " + sentence), said());
        assertEquals(1, said().lines().count(), said());
    }

    @Test
    void takes_settings_that_agree_with_what_it_does_anyway() {
        assertEquals(ExitStatus.OK, run(BAD + "-X acks=all -X enable.idempotence=true --show-config"));
        assertTrue(out.toString(UTF_8).contains("acks=all"), out.toString(UTF_8));
    }

    @Test
    void says_that_no_kafka_answers() {
        assertEquals(ExitStatus.UNREACHABLE, run(BAD));
        assertTrue(said().contains("127.0.0.1:1"), said());
        assertEquals(List.of(), started);
    }

    @Test
    void warns_of_a_listener_that_others_reach() {
        run(BAD + "--listener mqtt://0.0.0.0:0 --listener mqtt://localhost:0");
        assertTrue(
                said().startsWith("mqtt-broker: warning: whoever reaches mqtt://0.0.0.0:0 may publish and subscribe"),
                said());
    }

    @ParameterizedTest
    @CsvSource({"''", "--listener mqtt://127.0.0.1:0", "--listener mqtt://[::1]:0", "--listener mqtt://0.0.0.0:0 -q"})
    void does_not_warn_of_others(String words) {
        run(BAD + words);
        assertFalse(said().contains("warning"), said());
    }

    @Test
    void warns_of_what_routes_do(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("r.yaml"), "routes: [{mqtt: a, balancer: random}]");
        run(BAD + "--routes " + file);
        assertTrue(said().contains("r.yaml:1: balancer random does not keep the order of a topic name"), said());
    }

    @Test
    void removes_a_ready_file_of_an_earlier_run(@TempDir Path folder) throws IOException {
        Path ready = Files.writeString(folder.resolve("ready"), "old");
        assertEquals(ExitStatus.UNREACHABLE, run(BAD + "--ready-file " + ready));
        assertFalse(Files.exists(ready));
        assertEquals(ExitStatus.INPUT_OUTPUT, run(BAD + "--ready-file " + folder.resolve("none/ready")));
    }

    /** A port that is listened to looks like a broker that does not answer in time. */
    @Test
    void gives_a_broker_that_is_silent_the_time_that_was_asked_for() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(
                    ExitStatus.UNREACHABLE, run("-b 127.0.0.1:" + silent.getLocalPort() + " --connect-timeout 300ms"));
        }
    }
}
