package org.kafkamqtt.topics.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class AssignmentTest {
    @Test
    void names_the_brokers_of_each_partition() {
        assertEquals(
                List.of(List.of(1, 2), List.of(2, 3)),
                Assignment.parse("1:2, 2:3").brokers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1:2,", "1:a", "1:1", "1:2,3", "-1", "1;2"})
    void what_is_none_is_refused(String text) {
        assertEquals(
                ExitStatus.USAGE,
                assertThrows(Failure.class, () -> Assignment.parse(text)).status());
    }
}
