package org.kafkamqtt.consumer.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.feed.Records;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.fetch.Portion;

class SliceTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final TopicPartition ONE = new TopicPartition("t", 1);
    private static final byte[] VALUE = new byte[10];

    private final Stop stop = new Stop();
    private final Taker taker = new Taker();
    private RecordFilter filter = RecordFilter.ALL;

    /** Takes records until one that it has no memory for. */
    private static final class Taker implements Sink {
        private final List<String> taken = new ArrayList<>();
        private long tooLarge = -1;
        private long fullAt = -1;
        private Runnable onTake = () -> {};

        @Override
        public void take(LogRecord record) {
            if (record.offset() == tooLarge) {
                throw new OutOfMemoryError("Java heap space");
            }
            taken.add(record.partition() + ":" + record.offset());
            onTake.run();
        }

        @Override
        public boolean full() {
            return taken.get(taken.size() - 1).endsWith(":" + fullAt);
        }

        @Override
        public void pass(LogRecord record) {
            taken.add("not " + record.partition() + ":" + record.offset());
        }

        @Override
        public void handOver() {
            taken.add("handed over");
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions) {
            return positions;
        }

        @Override
        public void close() {}
    }

    /** Records of a partition at these offsets; there is no memory to read the one at {@code tooLarge}. */
    private static final class Some implements Portion {
        private final int partition;
        private final List<Long> offsets;
        private final long tooLarge;
        private int at = -1;

        Some(int partition, List<Long> offsets, long tooLarge) {
            this.partition = partition;
            this.offsets = offsets;
            this.tooLarge = tooLarge;
        }

        @Override
        public int partition() {
            return partition;
        }

        @Override
        public String topic() {
            return "t";
        }

        @Override
        public long firstOffset() {
            return offsets.isEmpty() ? nextOffset() : offsets.get(0);
        }

        @Override
        public boolean next() {
            if (at + 1 >= offsets.size()) {
                return false;
            }
            at++;
            if (offsets.get(at) == tooLarge) {
                throw new OutOfMemoryError("Java heap space");
            }
            return true;
        }

        @Override
        public LogRecord record() {
            return Records.of("t", partition, offsets.get(at), null, VALUE);
        }

        @Override
        public long nextOffset() {
            return offsets.isEmpty() ? 9 : offsets.get(offsets.size() - 1) + 1;
        }

        @Override
        public int nextEpoch() {
            return -1;
        }
    }

    private static Portion portion(int partition, Long... offsets) {
        return new Some(partition, List.of(offsets), -1);
    }

    private Slice slice(long end, Portion... portions) {
        return new Slice(List.of(portions), partition -> end, taker, filter, stop);
    }

    @Test
    void stops_where_the_sink_is_full_and_goes_on_after_that() throws IOException {
        taker.fullAt = 5;
        Slice slice = slice(Long.MAX_VALUE, portion(0, 3L, 5L), portion(1, 7L));
        slice.work(Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(List.of("0:3", "0:5", "handed over"), taker.taken);
        assertEquals(List.of(new Handled(ZERO, 2, 20, 3, 5, -1)), slice.drainHandled());
        slice.work(Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(List.of("0:3", "0:5", "handed over", "1:7", "handed over"), taker.taken);
        assertTrue(slice.done() && slice.whole(ZERO) && slice.whole(ONE));
    }

    @Test
    void takes_all_and_says_what_was_handled_up_to_where() throws IOException {
        Slice slice = slice(Long.MAX_VALUE, portion(0, 3L, 5L), portion(1, 7L));
        slice.work(Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(List.of("0:3", "0:5", "1:7", "handed over"), taker.taken);
        assertEquals(
                List.of(new Handled(ZERO, 2, 20, 3, 5, -1), new Handled(ONE, 1, 10, 7, 7, -1)), slice.drainHandled());
        assertEquals(List.of(), slice.drainHandled());
        assertEquals(3, slice.drainTaken());
        assertTrue(slice.done() && slice.whole(ZERO) && slice.whole(ONE));
    }

    @Test
    void a_record_beyond_the_end_is_left_and_its_partition_is_not_whole() throws IOException {
        Slice slice = slice(5, portion(0, 4L, 5L), portion(1, 4L));
        slice.work(Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(List.of("0:4", "1:4", "handed over"), taker.taken);
        assertTrue(slice.done());
        assertFalse(slice.whole(ZERO));
        assertTrue(slice.whole(ONE));
    }

    @Test
    void stops_where_a_commit_is_due_and_goes_on_with_the_same_record() throws IOException {
        Slice slice = slice(Long.MAX_VALUE, portion(0, 1L, 2L, 3L));
        slice.work(Long.MAX_VALUE, 2);
        assertEquals(List.of("0:1", "0:2", "handed over"), taker.taken);
        assertEquals(List.of(new Handled(ZERO, 2, 20, 1, 2, -1)), slice.drainHandled());
        assertFalse(slice.done());
        slice.work(Long.MAX_VALUE, 2);
        assertEquals(List.of("0:1", "0:2", "handed over", "0:3", "handed over"), taker.taken);
        assertEquals(List.of(new Handled(ZERO, 1, 10, 3, 3, -1)), slice.drainHandled());
    }

    @Test
    void takes_as_many_as_are_wanted_those_left_out_not_counted() throws IOException {
        filter = record -> record.offset() != 2;
        Slice slice = slice(Long.MAX_VALUE, portion(0, 1L, 2L, 3L, 4L));
        slice.work(2, Long.MAX_VALUE);
        assertEquals(List.of("0:1", "not 0:2", "0:3", "handed over"), taker.taken);
        assertTrue(slice.done());
        assertFalse(slice.whole(ZERO));
        assertEquals(List.of(new Handled(ZERO, 3, 30, 1, 3, -1)), slice.drainHandled());
    }

    @Test
    void gives_itself_back_between_two_records() throws IOException {
        Slice slice = slice(Long.MAX_VALUE, portion(0, 1L, 2L));
        taker.onTake = slice::back;
        slice.work(Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(List.of("0:1"), taker.taken);
        assertEquals(1, slice.takenMeanwhile());
        assertEquals(List.of(new Handled(ZERO, 1, 10, 1, 1, -1)), slice.drainHandled());
        assertFalse(slice.done());
    }

    @Test
    void what_is_left_of_a_partition_that_is_no_longer_ours_is_dropped() throws IOException {
        Slice slice = slice(Long.MAX_VALUE, portion(0, 1L, 2L), portion(1, 1L));
        slice.work(Long.MAX_VALUE, 1);
        slice.drop(List.of(ZERO));
        slice.work(Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(List.of("0:1", "handed over", "1:1", "handed over"), taker.taken);
        assertFalse(slice.whole(ZERO));
        assertTrue(slice.whole(ONE));
    }

    @Test
    void a_record_that_does_not_fit_into_memory_is_named_after_those_before_it_count() {
        taker.tooLarge = 6;
        Slice slice = slice(Long.MAX_VALUE, portion(0, 4L, 6L));
        Failure failure = assertThrows(Failure.class, () -> slice.work(Long.MAX_VALUE, Long.MAX_VALUE));
        assertTrue(
                failure.sentence().startsWith("the record at t-0 offset 6 does not fit into memory: the heap of "),
                failure.sentence());
        assertEquals(List.of(new Handled(ZERO, 1, 10, 4, 4, -1)), slice.drainHandled());
    }

    @Test
    void one_that_cannot_even_be_read_is_named_by_the_offset_from_which_on_it_is() {
        Slice first = slice(Long.MAX_VALUE, new Some(0, List.of(8L), 8));
        assertTrue(sentence(first).startsWith("the record at t-0 offset 8 or after it does not fit into memory: "));
        Slice later = slice(Long.MAX_VALUE, new Some(1, List.of(4L, 9L), 9));
        assertTrue(sentence(later).startsWith("the record at t-1 offset 5 or after it does not fit into memory: "));
    }

    @Test
    void those_before_one_that_cannot_be_read_are_handed_over() {
        Slice slice = slice(Long.MAX_VALUE, new Some(0, List.of(4L, 5L, 9L), 9));
        assertThrows(Failure.class, () -> slice.work(Long.MAX_VALUE, Long.MAX_VALUE));
        assertEquals(List.of("0:4", "0:5", "handed over"), taker.taken);
        assertEquals(List.of(new Handled(ZERO, 2, 20, 4, 5, -1)), slice.drainHandled());
    }

    private static String sentence(Slice slice) {
        return assertThrows(Failure.class, () -> slice.work(Long.MAX_VALUE, Long.MAX_VALUE))
                .sentence();
    }
}
