package org.kafkamqtt.consumer.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class TopicScopeTest {
    private static final List<TopicPartition> SIX = IntStream.range(0, 6)
            .mapToObj(number -> Some.partition("orders", number))
            .toList();

    private static TopicScope scope(String... words) {
        return TopicScope.of("--topic", List.of(words));
    }

    private static List<Integer> numbers(TopicScope scope) {
        return scope.chosen("orders", SIX).stream()
                .map(TopicPartition::partition)
                .toList();
    }

    @Test
    void partitions_are_listed_after_a_colon() {
        assertEquals(List.of(0, 2, 3), numbers(scope("orders:0,2-3")));
        assertEquals(List.of(0, 1, 5), numbers(scope("orders:0,1", "orders:5")));
        assertEquals(6, numbers(scope("orders", "orders:5")).size());
        assertEquals(6, numbers(scope("orders")).size());
    }

    @Test
    void nothing_typed_means_everything() {
        assertTrue(scope().everything());
        assertTrue(scope().has(Some.partition("any", 7)));
        assertFalse(scope("orders:1").has(Some.partition("orders", 7)));
        assertFalse(scope("orders").has(Some.partition("other", 0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1", "orders:", "orders:x", "orders:3-1"})
    void what_is_no_topic_is_refused(String word) {
        Failure refused = assertThrows(Failure.class, () -> scope(word));
        assertEquals(ExitStatus.USAGE, refused.status());
        assertTrue(refused.sentence().contains("--topic " + word), refused.sentence());
    }

    @Test
    void a_partition_that_is_not_there_is_not_found() {
        Failure missing = assertThrows(Failure.class, () -> numbers(scope("orders:6")));
        assertEquals(ExitStatus.NOT_FOUND, missing.status());
        assertEquals("topic 'orders' has no partition 6: it has 6", missing.sentence());
    }
}
