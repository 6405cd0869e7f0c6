package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.sandbox.trial.Await;

class ExitStatusJarIT {
    @Test
    void an_unknown_host_ends_with_4_in_time() {
        long begun = System.nanoTime();
        Child.Result result = Child.run("-b", "no-such-host.invalid:9092", "t");
        assertEquals(4, result.status(), result.err());
        assertTrue(result.err().contains("no-such-host.invalid"), result.err());
        assertEquals(1, result.err().lines().count());
        assertTrue(System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(15));
    }

    @Test
    void nothing_listening_ends_with_4() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Child.Result result = Child.run("-b", "127.0.0.1:" + port, "--connect-timeout", "1s", "t");
        assertEquals(4, result.status(), result.err());
        assertTrue(result.err().contains("127.0.0.1:" + port), result.err());
    }

    @Test
    void a_missing_topic_ends_with_6_with_and_without_a_group() {
        Child.Result plain = Child.run("-b", BROKER, "no-such-topic");
        Child.Result grouped = Child.run("-b", BROKER, "-g", "g-missing", "no-such-topic");
        assertEquals(6, plain.status(), plain.err());
        assertEquals(6, grouped.status(), grouped.err());
        assertEquals("", plain.out());
    }

    @Test
    void a_missing_partition_ends_with_6_and_says_how_many_there_are() {
        String topic = Feed.topic(3);
        Child.Result result = Child.run("-b", BROKER, "-p", "0,99", topic);
        assertEquals(6, result.status(), result.err());
        assertTrue(result.err().contains("partition 99") && result.err().contains("it has 3"), result.err());
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void what_makes_no_sense_ends_with_2_and_one_line(List<String> args) {
        Child.Result result = Child.run(args.toArray(String[]::new));
        assertEquals(2, result.status(), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().contains("--help"), result.err());
    }

    static Stream<List<String>> misuses() {
        return Stream.of(
                List.of("-b", "x", "--banana", "t"),
                List.of("-b", "x"),
                List.of("t"),
                List.of("-b", "x", "-o", "banana", "t"),
                List.of("-b", "x", "-p", "x", "t"),
                List.of("-b", "x", "-g", "g", "-p", "0", "t"),
                List.of("-b", "x", "-f", "%y", "t"),
                List.of("-b", "x", "-X", "enable.auto.commit=true", "t"));
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
