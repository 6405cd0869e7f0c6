package org.kafkamqtt.mqtt.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Mosquitto;
import org.kafkamqtt.sandbox.trial.NumberedLines;

/** What {@code --confirm} says is true, however the run ends. More kills with {@code -Dkills=50}. */
@Timeout(120)
@ParameterizedClass(name = "MQTT {0}")
@ValueSource(strings = {"311", "5"})
class ConfirmJarIT {
    private static final int KILLS = Integer.getInteger("kills", 3);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    @Parameter
    String version = "";

    @SuppressWarnings("NullAway.Init") // set before each test
    private Mosquitto broker;

    @BeforeEach
    void startBroker() throws IOException {
        assumeTrue(Mosquitto.installed(), "mosquitto is installed");
        broker = Mosquitto.start(folder, "allow_anonymous true", "max_queued_messages 0");
    }

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    private Child start(String... more) {
        return Child.jar(
                "mqtt-publish",
                "mqtt-publish",
                Stream.concat(
                                Stream.of("-V", version, "-p", Integer.toString(broker.port()), "--confirm"),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private Child.Ended run(String input, String... more) {
        try (Child child = start(more)) {
            return child.type(input).endInput().ended(60);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void the_last_of_rising_numbers_is_that_of_all_lines(int qos) {
        Child.Ended ended = run(NumberedLines.upTo(10_000), "-t", "t", "-q", Integer.toString(qos), "-l");
        assertEquals(0, ended.status(), ended.err());
        assertEquals(10_000, NumberedLines.lastConfirmed(ended.out()));
        assertEquals("", ended.err());
    }

    @Test
    void a_line_typed_is_confirmed_while_the_next_is_waited_for() {
        try (Child child = start("-t", "t", "-q", "1", "-l", "--skip-empty")) {
            for (int i = 1; i <= 5; i++) {
                int number = i;
                child.type(i == 3 ? "\n" : "line\n");
                Await.that("confirmation of " + i, 20, () -> NumberedLines.lastConfirmed(child.out()) == number);
            }
            child.endInput();
            assertEquals(0, child.ended(20).status());
        }
    }

    @Test
    void a_line_that_asks_for_QoS_0_is_acknowledged_all_the_same() throws Exception {
        try (Subscriber subscriber = new Subscriber(broker.port(), "t", Qos.AT_LEAST_ONCE)) {
            String line = "{\"topic\":\"t\",\"payload\":\"a\",\"qos\":0,\"delivery\":\"x-1\"}\n";
            Child.Ended ended = run(line, "-J", "-q", "1");
            assertEquals(0, ended.status(), ended.err());
            assertEquals(1, NumberedLines.lastConfirmed(ended.out()));
            assertEquals(List.of("a"), subscriber.texts(1));
        }
    }

    @Test
    void a_bad_line_ends_the_run_and_is_left_to_its_writer_with_all_behind_it() {
        String line = "{\"topic\":\"t\",\"payload\":\"a\",\"qos\":1}\n";
        Child.Ended ended = run(line + line + "bad\n" + line, "-J", "-q", "1");
        assertEquals(3, ended.status(), ended.err());
        assertTrue(ended.err().contains("line 3 not JSON"), ended.err());
        assertEquals(2, NumberedLines.lastConfirmed(ended.out()));
    }

    @Test
    void a_bad_line_that_is_kept_is_confirmed_and_stays_in_the_file_over_runs() throws Exception {
        Path kept = folder.resolve("bad.jsonl");
        String line = "{\"topic\":\"t\",\"payload\":\"a\",\"qos\":1}\n";
        Child.Ended ended = run(line + "bad 1\n" + line, "-J", "-q", "1", "--failed-file", kept.toString());
        assertEquals(3, ended.status(), ended.err());
        assertEquals(3, NumberedLines.lastConfirmed(ended.out()));
        assertEquals(
                1,
                NumberedLines.lastConfirmed(run("bad 2\n", "-J", "-q", "1", "--failed-file", kept.toString())
                        .out()));
        assertEquals("bad 1\nbad 2\n", Files.readString(kept));
    }

    @Test
    void half_a_line_of_a_writer_who_was_killed_is_neither_sent_nor_kept_nor_confirmed() throws Exception {
        Path kept = folder.resolve("bad.jsonl");
        Child.Ended ended = run("1\n2\nhal", "-t", "t", "-l", "-q", "1", "--failed-file", kept.toString());
        assertEquals(3, ended.status(), ended.err());
        assertTrue(ended.err().contains("line 3 has no line end"), ended.err());
        assertTrue(ended.err().contains("2 acknowledged, 1 failed"), ended.err());
        assertEquals(2, NumberedLines.lastConfirmed(ended.out()));
        assertEquals("", Files.readString(kept));
    }

    @Test
    void a_file_on_a_full_disk_confirms_nothing() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
        Child.Ended ended = run(
                "bad\n{\"topic\":\"t\",\"payload\":\"a\",\"qos\":1}\n", "-J", "-q", "1", "--failed-file", "/dev/full");
        assertEquals(7, ended.status(), ended.err());
        assertTrue(ended.err().contains("cannot write /dev/full: no space left on device"), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void a_source_that_reads_no_numbers_any_more_is_not_read_any_more() {
        String tool = String.join(
                " ",
                Child.command(
                        "mqtt-publish",
                        "mqtt-publish",
                        "-p",
                        Integer.toString(broker.port()),
                        "-t",
                        "t",
                        "-q",
                        "1",
                        "-l",
                        "--confirm"));
        try (Child child = Child.program(
                List.of("sh", "-c", "yes | { " + tool + "; echo status $? >&2; } | head -n 1 > /dev/null"))) {
            Child.Ended ended = child.ended(60);
            assertTrue(
                    ended.err().contains("standard output was closed: nobody reads the numbers of --confirm"),
                    ended.err());
            assertTrue(ended.err().contains("status 7"), ended.err());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void what_was_confirmed_before_a_kill_has_arrived(int qos) throws Exception {
        Random random = new Random(14);
        String input = NumberedLines.upTo(100_000);
        for (int i = 0; i < KILLS; i++) {
            String topic = "kill/" + i;
            long from = random.nextInt(3000);
            try (Subscriber subscriber = new Subscriber(broker.port(), topic, Qos.of(qos));
                    Child child = start("-t", topic, "-q", Integer.toString(qos), "-l")) {
                Thread writer = new Thread(() -> child.type(input));
                writer.start();
                Await.that(
                        "more than " + from + " confirmed", 60, () -> NumberedLines.lastConfirmed(child.out()) > from);
                child.signal("KILL");
                int confirmed =
                        (int) NumberedLines.lastConfirmed(child.ended(10).out());
                List<String> wanted = IntStream.rangeClosed(1, confirmed)
                        .mapToObj(Integer::toString)
                        .toList();
                assertEquals(wanted, subscriber.texts(confirmed).subList(0, confirmed));
            }
        }
    }

    @Test
    void a_signal_settles_and_confirms_what_was_read() {
        try (Child child = start("-t", "t", "-q", "2", "-l")) {
            child.type(NumberedLines.upTo(300) + "half");
            Await.that("all but the half line", 20, () -> NumberedLines.lastConfirmed(child.out()) == 300);
            child.signal("TERM");
            Child.Ended ended = child.ended(20);
            assertEquals(143, ended.status(), ended.err());
            assertTrue(ended.err().contains("300 acknowledged, 0 failed"), ended.err());
        }
    }

    @Test
    void a_broker_that_is_gone_confirms_nothing_more_and_puts_nothing_into_the_file() throws Exception {
        Path kept = folder.resolve("bad.jsonl");
        try (Child child = start("-t", "t", "-q", "1", "-l", "-W", "4", "--failed-file", kept.toString())) {
            child.type("1\n");
            Await.that("the first", 20, () -> NumberedLines.lastConfirmed(child.out()) == 1);
            broker.close();
            child.type("2\n3\n");
            Child.Ended ended = child.ended(30);
            assertEquals(27, ended.status(), ended.err());
            assertEquals("1\n", ended.out());
        }
        assertEquals("", Files.readString(kept));
    }
}
