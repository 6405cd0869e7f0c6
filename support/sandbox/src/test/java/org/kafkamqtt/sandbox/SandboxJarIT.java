package org.kafkamqtt.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Test
    void says_where_it_answers_and_leaves_nothing_behind() throws IOException {
        Path ready = folder.resolve("ready");
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                "target/sandbox.jar",
                "--kafka-port=0",
                "--mqtt-port=0",
                "--topic=sensors:6",
                "--ready-file=" + ready);
        try (Child sandbox = Child.program(command)) {
            Await.that("both brokers", 30, () -> Files.exists(ready));
            List<String> lines = Files.readAllLines(ready);
            assertTrue(lines.get(0).matches("kafka=localhost:\\d+"), lines::toString);
            assertTrue(lines.get(1).matches("mqtt=localhost:\\d+"), lines::toString);
            assertEquals(2, lines.size());
            assertEquals(String.join("\n", lines) + "\n", sandbox.out());
            sandbox.signal("TERM");
            assertEquals(143, sandbox.ended(30).status());
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith("sandbox-"))
                            .toList());
        }
    }

    @Test
    void keeps_a_data_folder_of_the_user() {
        Path data = folder.resolve("data");
        for (int round = 0; round < 2; round++) {
            Path ready = folder.resolve("ready" + round);
            try (Child sandbox = sandbox(
                    "--kafka-only", "--kafka-port=0", "--topic=t:2", "--data=" + data, "--ready-file=" + ready)) {
                Await.that("Kafka", 30, () -> Files.exists(ready));
                sandbox.signal("INT");
                assertEquals(130, sandbox.ended(30).status());
            }
        }
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
    @ValueSource(strings = {"--kafka-prot=1", "--kafka-port=70000", "--topic=x:0", "--topic=:3"})
    void a_wrong_option_is_one_line_and_status_2(String option) {
        try (Child sandbox = sandbox(option)) {
            Child.Ended ended = sandbox.ended(20);
            assertEquals(2, ended.status());
            assertEquals(1, ended.err().lines().count(), ended.err());
            assertEquals("", ended.out());
        }
    }

    @Test
    void help_and_version_go_to_standard_output() {
        try (Child help = sandbox("--help");
                Child version = sandbox("--version")) {
            assertTrue(help.ended(20).out().contains("--ready-file"));
            assertTrue(version.ended(20).out().startsWith("sandbox 0.1.0 (commit "), version.out());
        }
    }
}
