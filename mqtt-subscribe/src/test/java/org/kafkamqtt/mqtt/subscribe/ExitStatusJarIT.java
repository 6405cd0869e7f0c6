package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.sandbox.trial.Await;
import org.kafkamqtt.sandbox.trial.FreePorts;

/** Every way to end, through the shipped jar: one sentence, the right status, in time. */
class ExitStatusJarIT {
    private static final String PORT = Integer.toString(Broker.port());

    private final String topic = "exit/" + UUID.randomUUID();

    static Stream<Arguments> failures() {
        return Stream.of(
                failure("an unknown host", 4, "unknown host", "-h", "no-such-host.invalid", "-t", "t"),
                failure(
                        "nothing listening",
                        4,
                        "connection refused",
                        "-p",
                        Integer.toString(FreePorts.next()),
                        "-t",
                        "t"),
                failure("no such option", 2, "unknown option '--tpoic', did you mean '--topic'?", "--tpoic", "t"),
                failure("no topic filter", 2, "no topic filter", "-p", PORT),
                failure("a misplaced wildcard", 2, "must be a whole level", "-p", PORT, "-t", "a#"),
                failure("an unknown token", 2, "'%z' at character 3", "-p", PORT, "-t", "t", "-F", "%t%z"),
                failure("a wrong QoS", 2, "QoS '3' is not 0, 1 or 2", "-p", PORT, "-t", "t", "-q", "3"),
                failure("MQTT 5", 2, "-x needs MQTT 5: give -V 5", "-p", PORT, "-t", "t", "-x", "5"),
                failure("a property of MQTT 5", 2, "MQTT 5", "-p", PORT, "-t", "t", "-D", "connect", "x", "1"),
                failure("-c without -i", 2, "-i", "-p", PORT, "-t", "t", "-c"),
                failure("two forms", 2, "-F and -J cannot be used together", "-p", PORT, "-t", "t", "-F", "%p", "-J"),
                failure("time without messages", 27, "0 messages", "-p", PORT, "-t", "t", "-W", "0.2"),
                failure("too few messages", 27, "0 of 3 messages", "-p", PORT, "-t", "t", "-W", "200ms", "-C", "3"),
                failure("an unwritable folder", 7, "cannot write", "-p", PORT, "-t", "t", "--out-dir", "/proc/x"));
    }

    private static Arguments failure(String name, int status, String words, String... args) {
        return Arguments.of(name, status, words, args);
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @MethodSource("failures")
    void a_run_that_cannot_succeed_ends_soon_with_one_sentence(String name, int status, String words, String[] args) {
        long begun = System.nanoTime();
        ChildTool.Result result = ChildTool.run("", args);
        assertEquals(status, result.status(), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().startsWith("mqtt-subscribe: "), result.err());
        assertTrue(result.err().contains(words), result.err());
        assertEquals("", result.out());
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(15), name);
    }

    /** Starts a child that has written a first message, so that it is known to be subscribed. */
    private ChildTool subscribed(String... more) {
        String[] args = new String[more.length + 4];
        System.arraycopy(new String[] {"-p", PORT, "-t", topic}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        Broker.publish(0, true, topic, "first");
        ChildTool child = ChildTool.start(args);
        Await.that("the first message", 30, () -> child.written().contains("first"));
        return child;
    }

    @Test
    void the_number_asked_for_ends_with_0_in_silence() {
        try (ChildTool child = subscribed("-C", "3", "-q", "1")) {
            Broker.publish(1, false, topic, "second", "", "fourth", "fifth");
            assertEquals(new ChildTool.Result(0, "first\nsecond\n\n", ""), child.ended(20));
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void a_signal_ends_with_its_number(String signal, int status) {
        try (ChildTool child = subscribed("--summary", "text")) {
            child.signal(signal);
            ChildTool.Result result = child.ended(20);
            assertEquals(status, result.status(), result.err());
            assertEquals("first\n", result.out());
            assertEquals("mqtt-subscribe: 1 received, 1 written, 0 acknowledged, 0 dropped\n", result.err());
        }
    }

    @Test
    void a_reader_that_goes_away_is_a_silent_end() {
        try (ChildTool child = subscribed("-q", "1")) {
            child.closeOutput();
            String[] many = new String[200];
            java.util.Arrays.fill(many, "x".repeat(1000));
            Broker.publish(1, false, topic, many);
            ChildTool.Result result = child.ended(20);
            assertEquals(0, result.status(), result.err());
            assertEquals("", result.err());
        }
    }

    @Test
    void help_and_version_go_to_standard_output() {
        assertTrue(ChildTool.run("", "--help=all").out().contains("--retained-only"));
        assertTrue(ChildTool.run("", "--version").out().contains("Paho mqttv3 1.2.5"));
    }
}
