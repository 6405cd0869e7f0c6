package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** What people watch mqtt-subscribe for, on terminals and in files; and options that come from a file or a prompt. */
class MqttViewsJarIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests, or none runs
    private static Mosquitto broker;

    @BeforeAll
    static void start() {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        broker = Mosquitto.start(folder, "allow_anonymous true");
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    private static String subscribe(String args) {
        return "mqtt-subscribe -p " + broker.port() + " " + args;
    }

    private static void publish(String args) {
        Child.Ended ended = Jars.run("mqtt-publish -p " + broker.port() + " " + args);
        assertEquals(new Child.Ended(0, "", ""), ended);
    }

    private static void retain(String topic, String payload) {
        publish("-q 1 -r -t '" + topic + "' -m '" + payload + "'");
    }

    /** On a terminal of its own, whose output is what a user would see. */
    private static Child onTerminal(String line) throws Exception {
        assumeTrue(Child.installed("script"), "script is not installed");
        Path file = folder.resolve("line-" + System.nanoTime());
        String jar =
                Child.root().resolve("mqtt-subscribe/target/mqtt-subscribe.jar").toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(
                file,
                line.replace(
                        "mqtt-subscribe ",
                        "'" + java + "' -XX:-UsePerfData -XX:TieredStopAtLevel=1 -jar '" + jar + "' "));
        return Child.program(List.of("script", "-qec", "bash " + file, "/dev/null"));
    }

    @Test
    void a_live_table_shows_topics_counts_and_last_payloads() throws Exception {
        retain("watch/one", "first");
        retain("watch/two", "21.5");
        try (Child child = onTerminal(subscribe("-t 'watch/#' --watch -C 3"))) {
            Await.that("a drawn table", 20, () -> child.out().contains("watch/one"));
            assertTrue(child.out().contains("TOPIC"), child.out());
            retain("watch/one", "second");
            Child.Ended ended = child.ended(20);
            assertEquals(0, ended.status(), ended.out());
            assertTrue(ended.out().contains("watch/one  second"), ended.out());
            assertTrue(ended.out().contains("watch/two  21.5"), ended.out());
        }
    }

    @Test
    void a_live_table_needs_a_terminal() {
        Child.Ended ended = Jars.run(subscribe("-t a --watch"));
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("--watch needs a terminal"), ended.err());
    }

    @Test
    void topic_names_are_in_colour_on_a_terminal_alone() throws Exception {
        retain("colour", "x");
        String line = subscribe("-t colour -v -C 1");
        try (Child child = onTerminal(line)) {
            assertEquals("\u001b[36mcolour\u001b[0m x\r\n", child.ended(20).out());
        }
        try (Child child = onTerminal("NO_COLOR=1 " + line)) {
            assertEquals("colour x\r\n", child.ended(20).out());
        }
        assertEquals("colour x\n", Jars.run(line).out());
    }

    @Test
    void messages_are_counted_each_second() {
        retain("rate/1", "x");
        retain("rate/2", "x");
        Child.Ended ended = Jars.run(subscribe("-t 'rate/#' --message-rate -W 2500ms"));
        assertEquals(27, ended.status(), ended.err());
        assertEquals("2\n0\n", ended.out());
    }

    @Test
    void counts_and_rates_are_told_every_so_often() {
        retain("stats", "x");
        Child.Ended ended = Jars.run(subscribe("-t stats --stats -W 1500ms"));
        assertEquals("x\n", ended.out());
        assertTrue(ended.err().lines().findFirst().orElse("").contains("1 received"), ended.err());
    }

    @Test
    void files_of_topics_go_on_in_new_ones_when_they_are_large() throws Exception {
        Path out = folder.resolve("out");
        String lines =
                IntStream.range(0, 10).mapToObj(i -> "message-" + i + "\\n").collect(Collectors.joining());
        String line = subscribe("-t 'log/a' -q 1 -C 10 --out-dir '" + out + "' --rotate-size 40 --fsync");
        try (Child child = Jars.shell(line)) {
            Await.that("subscription", 20, () -> broker.said().contains("\tlog/a (QoS"));
            assertEquals(
                    0,
                    Jars.run("printf '" + lines + "' | mqtt-publish -p " + broker.port() + " -t log/a -q 1 -l")
                            .status());
            Child.Ended ended = child.ended(20);
            assertEquals(0, ended.status(), ended.err());
        }
        assertEquals(
                "message-0 message-1 message-2 message-3, message-4 message-5 message-6 message-7, message-8 message-9, ",
                read(out, "log%2Fa.log.1") + read(out, "log%2Fa.log.2") + read(out, "log%2Fa.log"));
    }

    private static String read(Path out, String name) throws Exception {
        return String.join(" ", Files.readAllLines(out.resolve(name))) + ", ";
    }

    @Test
    void options_come_from_a_file_and_the_command_line_wins() throws Exception {
        retain("file/a", "from a");
        retain("file/b", "from b");
        Path options = Files.writeString(
                folder.resolve("options"),
                "# as in mosquitto\n-p " + broker.port() + "\n-t file/a\n-C 1\n-F %p of %t\n");
        assertEquals(
                "from a of file/a\n",
                Jars.run("mqtt-subscribe -o '" + options + "'").out());
        Path usual = Files.createDirectories(folder.resolve("config")).resolve("mqtt-subscribe");
        Files.writeString(usual, "-p 1\n-t file/b\n-C 1\n");
        String home = "export XDG_CONFIG_HOME='" + usual.getParent() + "'; ";
        assertEquals("from b\n", Jars.run(home + subscribe("")).out());
        Child.Ended missing = Jars.run("mqtt-subscribe -o /no/such/file");
        assertEquals(2, missing.status());
        assertTrue(missing.err().contains("/no/such/file"), missing.err());
    }

    @ParameterizedTest
    @CsvSource({
        "--client-id x, -i ID",
        "--identifier x, -i ID",
        "-pw x, --pw-file FILE",
        "--password x, --pw-file FILE",
        "--hostname x, -h HOST",
        "--no-clean, -c",
        "--no-cleanStart, -c",
        "--protocol ws, --ws",
        "-ws, --ws",
        "--path /x, --ws-path",
        "--ca x, --cafile",
        "--ks x, --cert",
        "--mqtt-version 5, -V 311",
        "-Wt x, --will-topic",
        "--keepAlive 3, -k SECONDS",
    })
    void flags_of_mqttx_and_mqtt_cli_are_answered_with_ours(String typed, String ours) {
        Child.Ended ended = Jars.run("mqtt-subscribe -t a " + typed);
        assertEquals(2, ended.status(), ended.err());
        assertTrue(
                ended.err().contains(" of other MQTT tools is called ")
                        && ended.err().contains(ours),
                ended.err());
        assertEquals(1, ended.err().lines().count());
    }
}
