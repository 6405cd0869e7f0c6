package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.Child;
import org.kafkamqtt.sandbox.trial.Mosquitto;

/** A kept session whose messages go into a pipe: what its reader did not take is with the broker. */
class PipeJarIT {
    @TempDir
    Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test, or it does not run
    private Mosquitto broker;

    @BeforeEach
    void start() {
        assumeTrue(Mosquitto.installed(), "mosquitto is not installed");
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "pipes cannot be looked into here");
        broker = Mosquitto.keeping(folder);
    }

    @AfterEach
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    /** A shell line in which TOOL stands for the tool with its session, and $STATUS afterwards for its status. */
    private Child shell(int qos, String line) {
        String tool = "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -XX:TieredStopAtLevel=1 -jar '"
                + ChildTool.JAR + "' -p " + broker.port() + " -t t -q " + qos + " -c -i me";
        return Child.program(
                List.of("bash", "-c", line.replace("TOOL", tool) + "; exit ${PIPESTATUS[0]}"),
                Map.of("XDG_STATE_HOME", folder.resolve("state").toString()));
    }

    private Child.Ended run(int qos, String line) {
        try (Child child = shell(qos, line)) {
            return child.endInput().ended(60);
        }
    }

    private void queue(int qos, int count) {
        assertEquals(0, run(qos, "TOOL -E").status());
        Broker.publish(broker.port(), qos, false, "t", numbers(count));
    }

    private static String[] numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void after_a_reader_that_took_a_hundred_the_next_one_is_the_hundred_and_first(int qos) {
        queue(qos, 320);
        for (int run = 0; run < 3; run++) {
            Child.Ended first = run(qos, "TOOL | head -100");
            assertEquals(0, first.status(), first.err());
            assertEquals("", first.err());
            assertEquals(
                    List.of(numbers(320)).subList(100 * run, 100 * run + 100),
                    first.out().lines().toList());
        }
        assertEquals("301\n", run(qos, "TOOL -C 1").out());
    }

    @Test
    void messages_that_a_reader_took_with_others_and_left_are_counted() {
        queue(1, 3_000);
        Child.Ended ended = run(1, "TOOL -J | head -1300 >/dev/null");
        assertEquals(3, ended.status(), ended.err());
        assertTrue(
                ended.err()
                        .matches("mqtt-subscribe: the reader of standard output went away; up to [0-9]{1,4} messages"
                                + " that it had taken are acknowledged and may be lost\n"),
                ended.err());
    }

    @Test
    void a_reader_that_comes_late_is_waited_for_at_the_end() {
        queue(1, 10);
        Child.Ended ended = run(1, "TOOL -C 8 | (sleep 2; cat)");
        assertEquals(0, ended.status(), ended.err());
        assertEquals(8, ended.out().lines().count());
        assertEquals("9\n10\n", run(1, "TOOL --idle 1s").out());
    }

    @Test
    void a_reader_that_leaves_before_the_last_message_of_a_count_is_missed() {
        queue(1, 10);
        Child.Ended ended = run(1, "TOOL -C 6 | head -5");
        assertEquals(27, ended.status(), ended.err());
        assertEquals(
                "mqtt-subscribe: the reader of standard output went away before it had the messages of -C\n",
                ended.err());
        assertEquals("6\n", run(1, "TOOL -C 1").out());
    }

    @Test
    void what_a_resting_reader_has_not_taken_at_a_signal_comes_again() {
        queue(1, 50);
        try (Child child = shell(1, "exec TOOL > >(read -r first; echo $first; sleep 5)")) {
            Await.that("the first line", 30, () -> child.out().equals("1\n"));
            child.signal("TERM");
            Child.Ended ended = child.ended(20);
            assertEquals(143, ended.status(), ended.err());
        }
        assertEquals("2\n", run(1, "TOOL -C 1").out());
    }
}
