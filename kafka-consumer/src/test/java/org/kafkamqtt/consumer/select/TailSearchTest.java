package org.kafkamqtt.consumer.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailSearchTest {
    private static final TopicPartition ONE = new TopicPartition("t", 0);

    /** A partition in which only some offsets hold a record that counts. */
    private static final class Log implements TailSearch.Reader {
        private final LongPredicate holds;
        private long looked;

        Log(LongPredicate holds) {
            this.holds = holds;
        }

        @Override
        public void read(Map<TopicPartition, TailSearch.Stretch> stretches, BiConsumer<TopicPartition, Long> wanted) {
            stretches.forEach((partition, stretch) -> {
                looked += stretch.to() - stretch.from();
                LongStream.range(stretch.from(), stretch.to())
                        .filter(holds)
                        .forEach(offset -> wanted.accept(partition, offset));
            });
        }
    }

    private static TailSearch.Stretch last(int count, long begin, long end, Log log) {
        return new TailSearch(count)
                .search(Map.of(ONE, new TailSearch.Stretch(begin, end)), log)
                .getOrDefault(ONE, new TailSearch.Stretch(-1, -1));
    }

    @ParameterizedTest
    @CsvSource({
        // Every second offset is a marker of a transaction of one record.
        "3, 0, 10, 2, 4",
        "3, 0, 1000000000, 2, 999999994",
        // Compaction left one of a thousand.
        "3, 0, 10000000, 1000, 9997000",
        "1, 0, 10000000, 1000, 9999000",
        // Retention took the beginning away.
        "10, 500, 520, 1, 510",
        "100, 500, 520, 1, 500",
        "3, 500, 500, 1, 500",
        "1000000, 0, 5000000, 1, 4000000"
    })
    void counts_records_and_not_offsets(int count, long begin, long end, long each, long expected) {
        Log log = new Log(offset -> offset % each == 0);
        assertEquals(new TailSearch.Stretch(expected, end), last(count, begin, end, log));
    }

    @Test
    void looks_at_little_of_a_large_partition() {
        Log dense = new Log(offset -> true);
        last(10, 0, 1_000_000_000_000L, dense);
        assertEquals(100, dense.looked);
        Log sparse = new Log(offset -> offset % 1000 == 0);
        last(10, 0, 1_000_000_000_000L, sparse);
        assertTrue(sparse.looked < 5 * 10 * 1000, () -> sparse.looked + " offsets");
    }

    @Test
    void goes_to_the_beginning_where_there_are_too_few_and_looks_at_nothing_twice() {
        Log log = new Log(offset -> offset == 17);
        assertEquals(new TailSearch.Stretch(3, 200_000), last(2, 3, 200_000, log));
        assertEquals(199_997, log.looked);
    }

    @Test
    void finds_as_many_as_are_wanted_in_any_partition() {
        Random random = new Random(31);
        for (int round = 0; round < 300; round++) {
            Map<TopicPartition, TailSearch.Stretch> whole = new HashMap<>();
            Map<TopicPartition, TreeSet<Long>> records = new HashMap<>();
            int count = 1 + random.nextInt(300);
            IntStream.range(0, 1 + random.nextInt(5)).forEach(p -> {
                long begin = random.nextInt(1000);
                long end = begin + random.nextInt(3000);
                TreeSet<Long> held = new TreeSet<>();
                LongStream.range(begin, end).filter(o -> random.nextInt(9) > p).forEach(held::add);
                whole.put(new TopicPartition("t", p), new TailSearch.Stretch(begin, end));
                records.put(new TopicPartition("t", p), held);
            });
            TailSearch.Reader reader = (stretches, wanted) -> stretches.forEach((partition, stretch) -> {
                TreeSet<Long> held = records.getOrDefault(partition, new TreeSet<>());
                List.copyOf(held.subSet(stretch.from(), stretch.to())).forEach(o -> wanted.accept(partition, o));
            });
            new TailSearch(count).search(whole, reader).forEach((partition, found) -> {
                TreeSet<Long> held = records.getOrDefault(partition, new TreeSet<>());
                assertEquals(
                        Math.min(count, held.size()), held.tailSet(found.from()).size());
            });
        }
    }
}
