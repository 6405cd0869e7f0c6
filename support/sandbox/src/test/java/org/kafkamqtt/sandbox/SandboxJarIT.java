package org.kafkamqtt.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;

/** The packaged sandbox as a user starts it. */
class SandboxJarIT {
    private final Path folder;

    SandboxJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Child sandbox(String... args) {
        return Child.jar("support/sandbox", "sandbox", args);
    }

    /** As {@code bin/sandbox} starts it, with temporary data in a folder that can be looked into. */
    private static Child launched(Path temporary, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                "target/sandbox.jar"));
        command.addAll(List.of(args));
        return Child.program(command);
    }

    @Test
    void says_where_it_answers_and_leaves_nothing_behind() throws IOException {
        Path ready = folder.resolve("ready");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        try (Child sandbox =
                launched(temporary, "--kafka-port=0", "--mqtt-port=0", "--topic=sensors:6", "--ready-file=" + ready)) {
            Await.that("both brokers", 30, () -> Files.exists(ready));
            List<String> lines = Files.readAllLines(ready);
            assertTrue(lines.get(0).matches("kafka=localhost:\\d+"), lines::toString);
            assertTrue(lines.get(1).matches("mqtt=localhost:\\d+"), lines::toString);
            assertEquals(2, lines.size());
            for (String line : lines) {
                new Socket("localhost", Integer.parseInt(line.substring(line.lastIndexOf(':') + 1))).close();
            }
            String addresses = String.join("\n", lines) + "\n";
            Await.that("the addresses on standard output", 10, () -> addresses.equals(sandbox.out()));
            sandbox.signal("TERM");
            assertEquals(new Child.Ended(143, addresses, ""), sandbox.ended(30));
        }
        assertEquals(List.of(), sandboxesIn(temporary));
    }

    @Test
    void tells_a_person_at_a_terminal_that_it_is_ready_and_how_to_stop_it() {
        assumeTrue(Child.installed("script"), "script is not installed");
        String command = String.join(
                " ", Child.command("support/sandbox", "sandbox", "--kafka-port=0", "--mqtt-port=0", "--mqtt-only"));
        try (Child terminal = Child.program(List.of("script", "-qec", command, "/dev/null"))) {
            String notice = "sandbox: ready; the data are temporary (--data DIR keeps them); Ctrl-C stops it\r\n";
            Await.that("the notice", 30, () -> terminal.out().contains(notice));
            assertTrue(terminal.out().matches("mqtt=localhost:\\d+\r\n" + Pattern.quote(notice)), terminal.out());
            terminal.type("\003");
            assertEquals(130, terminal.ended(30).status());
        }
    }

    private static List<Path> sandboxesIn(Path temporary) {
        try (Stream<Path> there = Files.list(temporary)) {
            return there.filter(path -> path.getFileName().toString().startsWith("sandbox-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_signal_during_the_start_leaves_nothing_behind_and_says_nothing() {
        try (Child sandbox = launched(folder, "--kafka-port=0", "--mqtt-port=0")) {
            Await.that("the start", 30, () -> !sandboxesIn(folder).isEmpty());
            sandbox.signal("TERM");
            Child.Ended ended = sandbox.ended(60);
            assertEquals(143, ended.status());
            assertEquals("", ended.err());
        }
        assertEquals(List.of(), sandboxesIn(folder));
    }

    @Test
    void a_jar_that_is_alone_has_no_mqtt_broker_on_kafka_and_says_so() throws IOException {
        Path alone =
                Files.copy(Child.root().resolve("support/sandbox/target/sandbox.jar"), folder.resolve("sandbox.jar"));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                alone.toString(),
                "--mqtt=kafka",
                "--kafka-port=0",
                "--mqtt-port=0");
        try (Child sandbox = Child.program(command)) {
            Child.Ended ended = sandbox.ended(20);
            assertEquals(2, ended.status());
            assertEquals(1, ended.err().lines().count(), ended.err());
            assertTrue(ended.err().contains("bin/mqtt-broker"), ended.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "mqtt"})
    void starts_one_alone(String broker) throws IOException {
        Path ready = folder.resolve("ready");
        try (Child sandbox = sandbox("--" + broker + "-only", "--" + broker + "-port=0", "--ready-file=" + ready)) {
            Await.that(broker, 30, () -> Files.exists(ready));
            assertTrue(Files.readString(ready).matches(broker + "=localhost:\\d+\n"));
            sandbox.signal("TERM");
            assertEquals(143, sandbox.ended(30).status());
        }
    }

    @Test
    void a_data_folder_in_use_is_one_line_and_status_7() {
        Path ready = folder.resolve("ready");
        String data = "--data=" + folder.resolve("data");
        try (Child first = sandbox("--mqtt-only", "--mqtt-port=0", data, "--ready-file=" + ready)) {
            Await.that("the first", 30, () -> Files.exists(ready));
            try (Child second = sandbox("--mqtt-only", "--mqtt-port=0", data)) {
                Child.Ended ended = second.ended(30);
                assertEquals(7, ended.status());
                assertEquals(1, ended.err().lines().count(), ended.err());
                assertTrue(ended.err().contains("is in use by another sandbox"), ended.err());
            }
            assertTrue(first.alive());
        }
    }

    @Test
    void a_wait_for_a_ready_file_that_cannot_be_is_refused_with_status_7() {
        try (Child sandbox = sandbox("--ready-file=" + folder.resolve("missing/ready"))) {
            Child.Ended ended = sandbox.ended(20);
            assertEquals(7, ended.status());
            assertEquals("", ended.out());
        }
    }

    @Test
    void keeps_a_data_folder_of_the_user_even_when_killed() {
        Path data = folder.resolve("data");
        Map<String, Integer> endings = new LinkedHashMap<>();
        endings.put("INT", 130);
        endings.put("KILL", 137);
        endings.put("TERM", 143);
        endings.forEach((signal, status) -> {
            Path ready = folder.resolve("ready-" + signal);
            try (Child sandbox = sandbox(
                    "--kafka-only", "--kafka-port=0", "--topic=t:2", "--data=" + data, "--ready-file=" + ready)) {
                Await.that("Kafka", 60, () -> Files.exists(ready));
                sandbox.signal(signal);
                assertEquals(status, sandbox.ended(30).status());
            }
        });
        assertTrue(Files.exists(data.resolve("kafka/t-1")));
    }

    @Test
    void a_taken_port_is_one_line_and_status_4() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
                Child sandbox = sandbox("--kafka-port=" + taken.getLocalPort(), "--mqtt-port=0")) {
            Child.Ended ended = sandbox.ended(20);
            assertEquals(4, ended.status());
            assertEquals(1, ended.err().lines().count(), ended.err());
            assertTrue(ended.err().contains("port " + taken.getLocalPort() + " on localhost is taken"), ended.err());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--kafka-prot=1",
                "--kafka-port=70000",
                "--topic=x:0",
                "--topic=:3",
                "--topic=a b:1",
                "--nodes=0",
                "--nodes=10",
                "--mqtt-port=9093",
                "--mqtt=hivemq",
                "--mqtt=kafka --mqtt-only",
                "--mqtt=artemis --kafka-only"
            })
    void a_wrong_option_is_one_line_and_status_2(String option) {
        String[] words = option.startsWith("--mqtt=") ? option.split(" ") : new String[] {option};
        try (Child sandbox = sandbox(words)) {
            Child.Ended ended = sandbox.ended(20);
            assertEquals(2, ended.status());
            assertEquals(1, ended.err().lines().count(), ended.err());
            assertEquals("", ended.out());
        }
    }

    @Test
    void help_and_version_go_to_standard_output() {
        try (Child help = sandbox("--help=all");
                Child version = sandbox("--version")) {
            assertTrue(help.ended(20).out().contains("--ready-file"));
            assertTrue(version.ended(20).out().startsWith("sandbox 0.1.0-SNAPSHOT (commit "), version.out());
        }
    }
}
