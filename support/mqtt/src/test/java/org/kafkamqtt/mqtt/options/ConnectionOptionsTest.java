package org.kafkamqtt.mqtt.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Credentials;
import org.kafkamqtt.mqtt.Reconnection;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ConnectionOptionsTest {
    @Command
    static final class Holder {
        @CommandLine.Mixin
        final ConnectionOptions options = new ConnectionOptions();
    }

    private static ConnectionSettings settings(String line) {
        Holder holder = new Holder();
        Set<String> typed = new CommandLine(holder)
                .parseArgs(line.isEmpty() ? new String[0] : line.split(" ", -1)).matchedOptions().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .collect(Collectors.toSet());
        ConnectionOptions.rules().broken(typed).ifPresent(sentence -> {
            throw Failure.usage(sentence);
        });
        Console console = Console.of(
                "t", new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new ByteArrayOutputStream());
        return holder.options.settings(console, "test-", Duration.ofMinutes(1));
    }

    @Test
    void a_property_without_its_words_is_refused() {
        assertThrows(CommandLine.MissingParameterException.class, () -> settings("-h x -D"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', localhost:1883, TCP",
        "-h my_broker -p 99, my_broker:99, TCP",
        "-p 8883, localhost:8883, TLS",
        "-p 8883 --no-tls, localhost:8883, TCP",
        "--tls-use-os-certs, localhost:8883, TLS",
        "-h ::1, [::1]:1883, TCP",
        "--ws -p 9001, ws://localhost:9001/mqtt, WS",
        "--ws-path x -p 9001 --insecure, wss://localhost:9001/x, WSS",
        "--unix /run/m, unix:/run/m, UNIX",
        "-L mqtt://b/t -p 7, b:7, TCP",
    })
    void finds_the_broker_as_mosquitto_does(String line, String address, String transport) {
        ConnectionSettings settings = settings(line);
        assertEquals(address, settings.link().address().toString());
        assertEquals(transport, settings.link().address().transport().name());
    }

    @Test
    void every_option_has_its_line_in_the_table() {
        CommandLine line = new CommandLine(new Holder());
        assertEquals(Set.of(), ConnectionOptions.rules().unplaced(line.getCommandSpec()));
        assertEquals(Set.of(), ConnectionOptions.rules().unknown(line.getCommandSpec()));
    }

    @Test
    void has_the_defaults_of_mosquitto() {
        ConnectionSettings settings = settings("");
        assertEquals(60, settings.keepAlive());
        assertEquals(4, settings.protocolLevel());
        assertTrue(settings.cleanSession());
        assertEquals(20, settings.window());
        assertTrue(settings.clientId().matches("test-[0-9a-f]{10}"), settings.clientId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-V 6",
                "-x 10",
                "-V 31 -x 10",
                "--receive-maximum 5",
                "--max-packet-size 5",
                "--will-topic t --will-delay 5",
                "-V 5 --will-delay 5",
                "-c",
                "-k 4",
                "-P secret",
                "-p 0",
                "-i a -I b",
                "--will-payload x",
                "--will-topic a/#",
                "--client-id x",
                "-pw x",
                "--no-clean",
                "--proxy ftp://x",
                "-L mqtt://a/t -h b",
                "--tls-version tlsv1.1",
                "--ws-header x",
                "--connect-timeout 0",
                "--unix /x --insecure",
                "--unix /x -h b",
                "--unix /x --ws",
                "-L ws://b --ws",
                "-L mqtt://b --ws-header a:b",
                "--ws-header a:b",
                "--tls-version tlsv1.3",
                "--ciphers x -p 1883",
                "--no-tls --insecure",
                "--key x",
                "--ca-pw-file x --insecure",
                "--tls-use-os-certs --capath /tmp",
                "-u a -P b --ask-pw",
                "--no-reconnect --reconnect-timeout 5",
                "--will-retain",
                "--will-qos 1",
                "--cafile /no/such/file"
            })
    void refuses_what_makes_no_sense(String line) {
        assertEquals(
                ExitStatus.USAGE,
                assertThrows(Failure.class, () -> settings(line)).status());
    }

    @Test
    void takes_the_password_from_a_file(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("pw"), "s3cret\nmore\n");
        ConnectionSettings settings = settings("-u me --pw-file " + folder.resolve("pw"));
        assertEquals(Optional.of("s3cret"), settings.credentials().flatMap(Credentials::password));
        assertFalse(settings.toString().contains("s3cret"));
    }

    @Test
    void a_password_file_that_is_not_there_is_misuse_as_in_the_Kafka_tools() {
        Failure failure = assertThrows(Failure.class, () -> settings("-u me --pw-file /no/file"));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(
                failure.sentence().startsWith("cannot read the password in /no/file: no such file"),
                failure.sentence());
    }

    @Test
    void shows_no_header_that_may_be_a_token() {
        Failure failure = assertThrows(Failure.class, () -> settings("--ws --ws-header geheim"));
        assertFalse(failure.sentence().contains("geheim"), failure.sentence());
    }

    @Test
    void a_failure_names_the_file_of_options_that_nobody_typed() {
        ConnectionOptions options = new ConnectionOptions();
        Failure unknownHost = new Failure(ExitStatus.UNREACHABLE, "unknown host 'old'");
        assertEquals("unknown host 'old'", options.explained(unknownHost).sentence());
        options.optionsFrom(Path.of("/home/me/.config/mqtt-publish"));
        assertEquals(
                "unknown host 'old' (with the options of /home/me/.config/mqtt-publish)",
                options.explained(unknownHost).sentence());
        Failure other = new Failure(ExitStatus.INPUT_OUTPUT, "disk full");
        assertEquals("disk full", options.explained(other).sentence());
        options.broker.optionsFile = "typed";
        assertEquals("unknown host 'old'", options.explained(unknownHost).sentence());
    }

    @Test
    void waits_longer_each_time_but_never_too_long() {
        Reconnection reconnection =
                new Reconnection(false, Reconnection.FOREVER, Duration.ofMillis(100), Duration.ofSeconds(30));
        SplittableRandom chance = new SplittableRandom(1);
        for (int attempt = 1; attempt < 100; attempt++) {
            long longest = Math.min(30_000, 100L << Math.min(20, attempt - 1));
            long wait = reconnection.beforeAttempt(attempt, chance).toMillis();
            assertTrue(wait >= longest / 2 && wait <= longest, attempt + ": " + wait);
        }
    }
}
