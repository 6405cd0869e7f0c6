package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectJarIT {
    @Test
    void a_tail_is_taken_over_all_partitions_by_time() {
        String topic = Feed.topic(3);
        Feed.numbers(topic, 3, 1, 30);
        Feed.numbers(topic, 1, 31, 35);
        assertEquals(
                List.of("32", "33", "34", "35"),
                Child.run("-b", BROKER, "--tail", "4", topic).lines());
    }

    @Test
    void an_expression_includes_topics_and_conditions_leave_records_out() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 20);
        Child.Result result = Child.run(
                "-b", BROKER, "--include", topic, "-e", "--grep", "!v:1", "--grep", "v:0|2", "--summary", "text");
        assertEquals(List.of("2", "20"), result.lines());
        assertTrue(result.err().contains("20 read, 2 sent, 2 acknowledged, 0 failed, 18 skipped"), result.err());
    }

    @Test
    void what_a_condition_leaves_out_is_committed() {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 20);
        Child.run("-b", BROKER, "-g", "left-out", "-e", "--grep", "v:none", topic);
        assertEquals(20L, Feed.committed("left-out", topic, 0).orElseThrow());
    }
}
