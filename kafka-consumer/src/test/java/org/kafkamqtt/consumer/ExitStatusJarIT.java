package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.sandbox.trial.Await;

class ExitStatusJarIT {
    /** Its port is taken and nobody listens there. */
    private static final Socket UNHEARD = new Socket();

    @BeforeAll
    static void takePort() throws IOException {
        UNHEARD.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterAll
    static void freePort() throws IOException {
        UNHEARD.close();
    }

    /** Where rivals print stack traces, pages of usage, or nothing and status 0. */
    static Stream<Arguments> failures() {
        String three = Feed.topic(3);
        String missing = "missing-" + UUID.randomUUID();
        String unheard = "127.0.0.1:" + UNHEARD.getLocalPort();
        return Stream.of(
                failure("an unknown host", 4, "no-such-host.invalid", "-b", "no-such-host.invalid:9092", "t"),
                failure("nothing listening", 4, "connection refused", "-b", unheard, "t"),
                failure(
                        "nothing listening, in a group",
                        4,
                        unheard,
                        "-b",
                        unheard,
                        "--connect-timeout",
                        "1s",
                        "-g",
                        "g",
                        "t"),
                failure("a missing topic", 6, missing, "-b", BROKER, missing),
                failure("a missing topic in a group", 6, missing, "-b", BROKER, "-g", "g-missing", missing),
                failure("a missing topic to share", 6, missing, "-b", BROKER, "-g", "g-share", "--share", missing),
                failure("no topic of the pattern", 6, missing, "-b", BROKER, "--include", missing + ".*"),
                failure("a missing partition", 6, "partition 99 of topic", "-b", BROKER, "-p", "0,99", three),
                failure(
                        "a missing topic to copy to",
                        6,
                        missing,
                        "-b",
                        BROKER,
                        "-g",
                        "g-to",
                        "--to-topic",
                        missing,
                        three),
                failure(
                        "a missing topic for dead letters",
                        6,
                        missing,
                        "-b",
                        BROKER,
                        "-g",
                        "g-dead",
                        "-e",
                        "--exec",
                        "true",
                        "--dead-letter",
                        missing,
                        three),
                failure(
                        "a missing topic for dead letters of a share group",
                        6,
                        missing,
                        "-b",
                        BROKER,
                        "-g",
                        "g-dead-share",
                        "--share",
                        "--exec",
                        "true",
                        "--dead-letter",
                        missing,
                        three),
                failure(
                        "dead letters to what is read",
                        2,
                        "never end",
                        "-b",
                        BROKER,
                        "--exec",
                        "true",
                        "--dead-letter",
                        three,
                        three),
                failure(
                        "too little time",
                        27,
                        "0 of 5 records arrived within 300ms (--timeout)",
                        "-b",
                        BROKER,
                        "-c",
                        "5",
                        "--timeout",
                        "300ms",
                        three),
                failure(
                        "too little time for a share group",
                        27,
                        "0 of 5 records arrived within 1s (--timeout)",
                        "-b",
                        BROKER,
                        "-g",
                        "g-late-share",
                        "--share",
                        "-c",
                        "5",
                        "--timeout",
                        "1s",
                        three),
                failure("a folder that cannot be made", 7, "/dev/null", "-b", BROKER, "--out", "/dev/null/out", three),
                failure("an unknown option", 2, "--banana", "-b", "x", "--banana", "t"),
                failure("a near miss", 2, "did you mean '--group'?", "-b", "x", "--gruop", "g", "t"),
                failure("no topic", 2, "no topic", "-b", "x"),
                failure("no broker", 2, "no broker", "t"),
                failure("a wrong offset", 2, "banana", "-b", "x", "-o", "banana", "t"),
                failure("a wrong partition", 2, "'-p x'", "-b", "x", "-p", "x", "t"),
                failure("partitions in a group", 2, "-p", "-b", "x", "-g", "g", "-p", "0", "t"),
                failure("an unknown token", 2, "%y", "-b", "x", "-f", "%y", "t"),
                failure("commits that lie", 2, "enable.auto.commit", "-b", "x", "-X", "enable.auto.commit=true", "t"),
                failure("a wrong property value", 2, "fetch.min.bytes", "-b", "x", "-X", "fetch.min.bytes=lots", "t"));
    }

    private static Arguments failure(String name, int status, String words, String... args) {
        return Arguments.of(name, status, words, args);
    }

    @ParameterizedTest(name = "{0} ends with {1}")
    @MethodSource("failures")
    void a_run_that_cannot_start_ends_soon_with_one_sentence(String name, int status, String words, String[] args) {
        long begun = System.nanoTime();
        Child.Result result = Child.run(args);
        assertEquals(status, result.status(), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().startsWith("kafka-consumer: "), result.err());
        assertTrue(result.err().contains(words), result.err());
        assertEquals(status == 2, result.err().contains("--help"), result.err());
        assertEquals("", result.out());
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(15), name);
    }

    @Test
    void an_unknown_property_is_a_warning_with_the_nearest_name_and_costs_nothing() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 3);
        Child.Result result = Child.run("-b", BROKER, "-e", "-X", "fetch.min.byte=1", topic);
        assertEquals(0, result.status(), result.err());
        assertEquals("1\n2\n3\n", result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains("fetch.min.bytes"), result.err());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void a_signal_commits_what_was_written_and_leaves_the_group(String signal, int status) {
        String topic = Feed.topic(1);
        String group = "g-" + signal;
        Feed.numbers(topic, 1, 1, 500);
        try (Child child = Child.start("-b", BROKER, "-g", group, "--commit-every", "1h", topic)) {
            Await.that("500 lines", 30, () -> child.written().endsWith("500\n"));
            child.signal(signal);
            Child.Result result = child.ended(20);
            assertEquals(status, result.status(), result.err());
            assertEquals(500, result.lines().size());
        }
        assertEquals(500L, Feed.committed(group, topic, 0).orElseThrow());
        assertEquals(0, Feed.members(group));
    }
}
