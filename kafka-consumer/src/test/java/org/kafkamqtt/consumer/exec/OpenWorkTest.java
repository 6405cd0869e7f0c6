package org.kafkamqtt.consumer.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.kafka.fetch.LogRecord;

class OpenWorkTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);

    private final OpenWork work = new OpenWork();

    private static LogRecord record(long offset) {
        return Records.of("t", 0, offset, new byte[0], new byte[0]);
    }

    private void add(long... offsets) {
        for (long offset : offsets) {
            work.add(record(offset));
        }
    }

    private boolean begin(long offset) {
        return work.begin(record(offset));
    }

    private static Map<TopicPartition, OffsetAndMetadata> at(long offset) {
        return Map.of(ZERO, new OffsetAndMetadata(offset));
    }

    @Test
    void what_ends_out_of_order_counts_when_the_gap_is_closed() {
        add(1, 2, 3);
        begin(1);
        begin(2);
        work.done(record(2));
        assertEquals(Map.of(), work.through());
        assertEquals(Map.of(), work.settled(at(4)));
        work.done(record(1));
        assertEquals(at(3), work.through());
        assertEquals(at(3), work.settled(at(4)));
    }

    @Test
    void positions_count_where_nothing_is_open() {
        add(1);
        begin(1);
        work.done(record(1));
        assertEquals(at(9), work.settled(at(9)));
    }

    @Test
    void in_a_hurry_only_what_closes_a_gap_begins() {
        add(1, 2, 3);
        begin(2);
        work.hurry(List.of(ZERO));
        assertTrue(begin(1));
        assertFalse(begin(3));
        work.proceed(List.of(ZERO));
        assertTrue(begin(3));
    }

    @Test
    void at_the_end_nothing_begins_in_any_partition() {
        add(1);
        work.ending();
        assertFalse(begin(1));
        assertTrue(work.has(record(1)));
    }

    @Test
    void what_is_forgotten_does_not_begin() {
        add(1, 2);
        begin(1);
        work.forget(List.of(ZERO));
        assertFalse(begin(2));
        work.done(record(1));
        assertEquals(Map.of(), work.through());
        assertEquals(OptionalLong.empty(), work.reached(ZERO));
    }

    @Test
    void agrees_with_a_set_of_everything_for_any_order() {
        Random random = new Random(3);
        TreeSet<Long> open = new TreeSet<>();
        Map<TopicPartition, OffsetAndMetadata> expected = new HashMap<>();
        for (long offset = 0; offset < 5000; offset++) {
            add(offset);
            open.add(offset);
            while (open.size() > random.nextInt(20)) {
                long any = open.stream()
                        .skip(random.nextInt(open.size()))
                        .findFirst()
                        .orElseThrow();
                boolean first = any == open.first();
                begin(any);
                work.done(record(any));
                open.remove(any);
                if (first) {
                    expected.put(ZERO, new OffsetAndMetadata(open.isEmpty() ? offset + 1 : open.first()));
                }
            }
            assertEquals(expected, work.through());
        }
    }
}
