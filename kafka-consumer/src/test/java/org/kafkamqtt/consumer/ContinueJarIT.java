package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The next run of a group goes on with the next record. */
class ContinueJarIT {
    @Test
    void after_five_records_comes_the_sixth() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 100);
        Child.Result first = Child.run("-b", BROKER, "-g", "count", "-c", "5", topic);
        assertEquals(List.of("1", "2", "3", "4", "5"), first.lines());
        assertEquals(
                List.of("6"),
                Child.run("-b", BROKER, "-g", "count", "-c", "1", topic).lines());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 700})
    void after_a_closed_pipe_comes_the_first_record_that_nobody_saw(int seen) {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 2000);
        String group = "head-" + seen;
        Child.Result first = Child.runShell(
                "TOOL -b " + BROKER + " -g " + group + " " + topic + " | head -" + seen + "; exit ${PIPESTATUS[0]}");
        assertEquals(0, first.status(), first.err());
        assertEquals("", first.err());
        assertEquals(seen, first.lines().size());
        Child.Result next = Child.run("-b", BROKER, "-g", group, "-c", "1", topic);
        assertEquals(List.of(Integer.toString(seen + 1)), next.lines());
    }

    @Test
    void a_reader_that_takes_everything_gets_everything_once() {
        String topic = Feed.topic(3);
        Feed.numbers(topic, 3, 1, 20_000);
        Child.Result result =
                Child.runShell("TOOL -b " + BROKER + " -g all -c 20000 " + topic + " | cat; exit ${PIPESTATUS[0]}");
        assertEquals(0, result.status(), result.err());
        assertEquals(20_000, result.lines().stream().distinct().count());
        assertEquals(
                List.of(), Child.run("-b", BROKER, "-g", "all", "-e", topic).lines());
    }
}
