package org.kafkamqtt.consumer.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.Failure;

class PartitionListTest {
    @Test
    void joins_single_partitions_and_ranges() {
        assertEquals(List.of(0, 2, 3, 4, 5), List.copyOf(PartitionList.parse("4-5,0,2-4")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1-", "-1", "5-2", "1,,2", "0-999999999"})
    void refuses_what_is_no_list(String text) {
        assertThrows(Failure.class, () -> PartitionList.parse(text));
    }
}
