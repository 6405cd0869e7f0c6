package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExecJarIT {
    @Test
    void a_command_gets_each_record_and_its_place() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 3);
        Child.Result result = Child.run(
                "-b",
                BROKER,
                "-g",
                "exec",
                "-c",
                "3",
                "--exec",
                "read v; echo $KAFKA_PARTITION/$KAFKA_OFFSET=$v",
                topic);
        assertEquals(0, result.status(), result.err());
        assertEquals(List.of("0/0=1", "0/1=2", "0/2=3"), result.lines());
    }

    @Test
    void a_record_that_fails_comes_again_and_those_before_it_do_not() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 3);
        Child.Result result = Child.run(
                "-b",
                BROKER,
                "-g",
                "exec-2",
                "--exec-retries",
                "1",
                "--exec-back-off",
                "1ms",
                "--exec",
                "read v; test $v != 2",
                topic);
        assertEquals(3, result.status(), result.err());
        assertTrue(result.err().contains("offset 1"), result.err());
        assertEquals(
                List.of("2"),
                Child.run("-b", BROKER, "-g", "exec-2", "-c", "1", topic).lines());
    }

    @Test
    void dead_letters_carry_the_reason() {
        String topic = Feed.topic(1);
        String dead = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 3);
        Child.Result result = Child.run(
                "-b",
                BROKER,
                "-g",
                "exec-3",
                "-c",
                "3",
                "--exec-retries",
                "0",
                "--dead-letter",
                dead,
                "--exec",
                "read v; test $v != 2",
                topic);
        assertEquals(3, result.status(), result.err());
        assertEquals(
                List.of("2 the command exited with status 1 1"),
                Child.run("-b", BROKER, "-e", "-f", "%s %h{dead-letter.reason} %h{dead-letter.offset}\\n", dead)
                        .lines());
    }
}
