package org.kafkamqtt.consumer.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LagTableTest {
    private static PartitionLag lag(String topic, int partition, long position, long end, double rate) {
        return new PartitionLag(new TopicPartition(topic, partition), position, OptionalLong.of(end), rate);
    }

    private static LagTable hundred() {
        return new LagTable(
                IntStream.range(0, 100)
                        .mapToObj(i -> lag("readings", i, 0, i == 50 ? 9000 : i, 1))
                        .toList(),
                false);
    }

    @Test
    void has_a_row_for_each_partition_and_one_for_all() {
        LagTable table = new LagTable(
                List.of(
                        lag("readings", 0, 1_234_567, 1_300_000, 1000),
                        lag("readings", 1, 10, 10, 0),
                        new PartitionLag(new TopicPartition("readings", 2), 7, OptionalLong.empty(), 0)),
                false);
        assertEquals(
                List.of(
                        "TOPIC     PARTITION   POSITION        END     LAG  RATE/S        LEFT",
                        "readings          0  1,234,567  1,300,000  65,433   1,000  1 min 06 s",
                        "readings          1         10         10       0       0         0 s",
                        "readings          2          7          -       -       0           -",
                        "total                                      65,433   1,000           -"),
                table.lines(79, 24));
    }

    @Test
    void one_partition_needs_no_sum() {
        assertEquals(
                2,
                new LagTable(List.of(lag("a", 0, 1, 2, 0)), false).lines(79, 24).size());
    }

    @Test
    void where_rows_are_few_those_furthest_behind_are_shown() {
        List<String> lines = hundred().lines(79, 6);
        assertEquals(6, lines.size());
        assertTrue(lines.get(1).matches("readings +50 +0 +9,000 .*"), lines.get(1));
        assertTrue(lines.get(3).matches("readings +99 .*"), lines.get(3));
        assertEquals("… 97 more partitions", lines.get(4));
        assertTrue(lines.get(5).startsWith("total "), lines.get(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 50, 101, 102, 103})
    void never_has_more_lines_than_there_is_room_for(int rows) {
        assertEquals(Math.min(rows, 102), hundred().lines(79, rows).size());
    }

    @Test
    void what_is_needed_least_is_left_out_on_a_narrow_terminal() {
        assertTrue(hundred().lines(40, 10).get(0).matches("TOPIC +PARTITION +LAG +RATE/S +LEFT|TOPIC .*LAG .*LEFT"));
        assertEquals("TOPIC  PARTITION  LAG", hundred().lines(28, 200).get(0).replaceAll(" {2,}", "  "));
    }
}
