package org.kafkamqtt.consumer.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.kafka.fetch.LogRecord;

class OutputLedgerTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final TopicPartition ONE = new TopicPartition("t", 1);

    private final OutputLedger ledger = new OutputLedger();
    private final LogRecord record = new LogRecord();

    private void add(TopicPartition partition, long offset, long end) {
        ledger.add(record.in(partition.topic(), partition.partition()).at(offset, -1, -1, false), end);
    }

    @Test
    void a_record_counts_when_its_last_byte_is_read() {
        add(ZERO, 7, 10);
        add(ZERO, 8, 20);
        assertEquals(Map.of(), through(9));
        assertEquals(Map.of(ZERO, 8L), through(10));
        assertEquals(Map.of(ZERO, 8L), through(19));
        assertEquals(1, ledger.unread(Set.of(ZERO)));
        assertEquals(Map.of(ZERO, 9L), through(20));
        assertEquals(0, ledger.unread(Set.of(ZERO)));
    }

    @Test
    void a_partition_given_up_is_not_answered_for() {
        add(ZERO, 1, 5);
        add(ONE, 1, 6);
        add(ZERO, 2, 7);
        ledger.forget(ZERO);
        assertEquals(Map.of(ONE, 2L), through(100));
    }

    @Test
    void agrees_with_a_list_of_everything_for_any_order_of_writing_and_reading() {
        Random random = new Random(7);
        Map<Long, Map<TopicPartition, Long>> oracle = new HashMap<>();
        Map<TopicPartition, Long> state = new HashMap<>();
        long written = 0;
        long read = 0;
        oracle.put(0L, Map.of());
        for (int i = 0; i < 20_000; i++) {
            TopicPartition partition = new TopicPartition("t", random.nextInt(4));
            written++;
            add(partition, i, written);
            state.put(partition, i + 1L);
            oracle.put(written, Map.copyOf(state));
            if (random.nextInt(10) == 0) {
                read += random.nextInt((int) (written - read) + 1);
                assertEquals(oracle.get(read), through(read));
            }
        }
        assertEquals(state, through(written));
    }

    @Test
    void knows_the_last_whole_record_of_a_piece() {
        add(ZERO, 1, 5);
        add(ZERO, 2, 9);
        add(ZERO, 3, 30);
        assertEquals(OptionalLong.of(9), ledger.lastEnd(0, 10));
        assertEquals(OptionalLong.of(9), ledger.lastEnd(5, 9));
        assertEquals(OptionalLong.empty(), ledger.lastEnd(9, 20));
        assertEquals(OptionalLong.of(30), ledger.lastEnd(9, 30));
    }

    @Test
    void counts_what_is_published_and_not_read_and_says_how_far_that_goes() {
        add(ZERO, 1, 5);
        add(ZERO, 2, 9);
        add(ONE, 7, 12);
        assertEquals(0, ledger.unread(Set.of(ZERO, ONE)));
        ledger.publish();
        through(5);
        assertEquals(1, ledger.unread(Set.of(ZERO)));
        assertEquals(2, ledger.unread(Set.of(ZERO, ONE)));
        assertEquals(OptionalLong.of(3), ledger.reached(ZERO));
        through(12);
        assertEquals(OptionalLong.of(3), ledger.reached(ZERO));
        ledger.forget(ZERO);
        assertEquals(OptionalLong.empty(), ledger.reached(ZERO));
    }

    @Test
    void a_partition_without_a_record_on_its_way_may_be_committed_to_where_it_stands() {
        add(ZERO, 7, 1);
        add(ONE, 3, 2);
        ledger.publish();
        Map<TopicPartition, OffsetAndMetadata> stand =
                Map.of(ZERO, new OffsetAndMetadata(9), ONE, new OffsetAndMetadata(5));
        assertEquals(Map.of(ZERO, new OffsetAndMetadata(9)), ledger.settled(1, stand));
        assertEquals(Map.of(ZERO, 9L), through(1), "it never goes back");
        assertEquals(stand, ledger.settled(2, stand));
    }

    @Test
    void a_partition_that_comes_back_is_another_one() {
        add(ZERO, 1, 5);
        ledger.forget(ZERO);
        add(ZERO, 50, 9);
        assertEquals(Map.of(), through(5));
        assertEquals(Map.of(ZERO, 51L), through(9));
    }

    private Map<TopicPartition, Long> through(long read) {
        ledger.publish();
        return ledger.through(read).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
