package org.kafkamqtt.consumer.select;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds where the last records of each partition begin.
 *
 * <p>Offsets alone do not tell: markers of transactions, aborted records, what compaction took away and what a filter leaves out
 * have offsets too. So it looks at a stretch before the end, and if that holds too few, at a longer one before that. It keeps
 * nothing but the offsets of records. The reading thread owns it.
 */
public final class TailSearch {
    /** Offsets kept at a time, 8 bytes each. */
    private static final int MOST_KEPT = 4_000_000;

    private static final int LEAST_STRETCH = 100;
    private static final int GROWTH = 4;

    private final int count;

    /**
     * @param count how many records of each partition are wanted
     */
    public TailSearch(int count) {
        this.count = count;
    }

    /** Offsets from one up to, not including, another. */
    public record Stretch(long from, long to) {
        boolean isEmpty() {
            return from >= to;
        }
    }

    /** Reads stretches of several partitions from their beginning to their end. */
    public interface Reader {
        /**
         * Reads the stretches.
         *
         * @param wanted receives the offset of each record that counts, in order within a partition
         */
        void read(Map<TopicPartition, Stretch> stretches, BiConsumer<TopicPartition, Long> wanted);
    }

    /** The part of each partition that holds the last records, all of it where there are fewer. */
    public Map<TopicPartition, Stretch> search(Map<TopicPartition, Stretch> whole, Reader reader) {
        Map<TopicPartition, Stretch> found = new HashMap<>();
        int together = Math.max(1, MOST_KEPT / count);
        List<Map.Entry<TopicPartition, Stretch>> partitions = new ArrayList<>(whole.entrySet());
        for (int from = 0; from < partitions.size(); from += together) {
            Map<TopicPartition, Search> searches = new HashMap<>();
            partitions
                    .subList(from, Math.min(partitions.size(), from + together))
                    .forEach(each -> searches.put(each.getKey(), new Search(each.getValue())));
            goBack(searches, reader);
            searches.forEach((partition, search) -> found.put(partition, search.found()));
        }
        return found;
    }

    private static void goBack(Map<TopicPartition, Search> searches, Reader reader) {
        while (true) {
            Map<TopicPartition, Stretch> stretches = new HashMap<>();
            searches.forEach((partition, search) -> {
                Stretch next = search.next();
                if (!next.isEmpty()) {
                    stretches.put(partition, next);
                }
            });
            if (stretches.isEmpty()) {
                return;
            }
            reader.read(stretches, (partition, offset) -> {
                Search search = searches.get(partition);
                if (search != null) {
                    search.saw(offset);
                }
            });
            searches.forEach((partition, search) -> {
                if (stretches.containsKey(partition)) {
                    search.turn();
                }
            });
        }
    }

    /** The way back through one partition. */
    private final class Search {
        private final Stretch whole;
        private long begin;
        private long size = Math.max(count, LEAST_STRETCH);
        private int missing = count;
        private Stretch current = new Stretch(0, 0);
        private long[] last = {};
        private long seen;

        Search(Stretch whole) {
            this.whole = whole;
            this.begin = whole.to();
        }

        /** What to read now; empty when enough was found or nothing is left. */
        Stretch next() {
            if (missing == 0) {
                return new Stretch(begin, begin);
            }
            current = new Stretch(Math.max(whole.from(), begin - Math.min(begin, size)), begin);
            last = new long[(int) Math.min(missing, Math.max(0, current.to() - current.from()))];
            seen = 0;
            return current;
        }

        void saw(long offset) {
            last[(int) (seen++ % last.length)] = offset;
        }

        /** Draws the conclusion from a stretch that was read. */
        void turn() {
            if (seen >= missing) {
                // The ring is full: its oldest offset is the next to be overwritten.
                begin = last[(int) (seen % last.length)];
                missing = 0;
                return;
            }
            missing -= (int) seen;
            begin = current.from();
            size = Math.min(size * GROWTH, Long.MAX_VALUE / GROWTH);
        }

        Stretch found() {
            return new Stretch(begin, whole.to());
        }
    }
}
