package org.kafkamqtt.consumer.sink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Where in the output each record ends: tells what may be committed once a part of it has been taken.
 *
 * <p>The output is counted from the start of the run, in bytes or in lines; several records may end at the same place. One thread adds;
 * others see what it has added only after {@link #publish}, so that no lock is needed for each record.
 */
final class OutputLedger {
    /** Takes the place of a partition that others read: what is still to be taken of it no longer counts. */
    private static final TopicPartition GONE = new TopicPartition("", -1);

    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private int[] indexes = new int[1024];
    private long[] offsets = new long[1024];
    private long[] ends = new long[1024];
    private long[] open = new long[16];
    private int first;
    private int published;
    private int size;

    /** Adds a record that is delivered once the output has been taken up to {@code end}; ends never decrease. */
    void add(LogRecord record, long end) {
        if (size == ends.length) {
            makeRoom();
        }
        indexes[size] = index(record);
        offsets[size] = record.offset();
        ends[size++] = end;
    }

    private int index(LogRecord record) {
        int last = size > 0 ? indexes[size - 1] : -1;
        if (last >= 0 && isOf(record, partitions.get(last))) {
            return last;
        }
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        int index = partitions.indexOf(partition);
        return index < 0 ? newIndex(partition) : index;
    }

    private static boolean isOf(LogRecord record, TopicPartition partition) {
        return record.partition() == partition.partition() && record.topic().equals(partition.topic());
    }

    private synchronized int newIndex(TopicPartition partition) {
        partitions.add(partition);
        if (partitions.size() > open.length) {
            open = Arrays.copyOf(open, open.length * 2);
        }
        return partitions.size() - 1;
    }

    private synchronized void makeRoom() {
        int held = size - first;
        int capacity = held > ends.length / 2 ? ends.length * 2 : ends.length;
        indexes = Arrays.copyOf(Arrays.copyOfRange(indexes, first, size), capacity);
        offsets = Arrays.copyOf(Arrays.copyOfRange(offsets, first, size), capacity);
        ends = Arrays.copyOf(Arrays.copyOfRange(ends, first, size), capacity);
        published -= first;
        first = 0;
        size = held;
    }

    /** Where the last record ends that ends after {@code from} and not after {@code limit}, if one does. For the thread that adds. */
    OptionalLong lastEnd(long from, long limit) {
        int found = Arrays.binarySearch(ends, 0, size, limit);
        int at = found < 0 ? -found - 2 : found;
        return at >= 0 && ends[at] > from ? OptionalLong.of(ends[at]) : OptionalLong.empty();
    }

    /** Lets other threads see what was added, before it is written. */
    synchronized void publish() {
        for (; published < size; published++) {
            open[indexes[published]]++;
        }
    }

    /** The next offset of each partition once the output has been taken up to {@code read}; forgets those records. */
    synchronized Map<TopicPartition, OffsetAndMetadata> through(long read) {
        while (first < published && ends[first] <= read) {
            TopicPartition partition = partitions.get(indexes[first]);
            open[indexes[first]]--;
            if (!partition.equals(GONE)) {
                next.put(partition, offsets[first] + 1);
            }
            first++;
        }
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        next.forEach((partition, offset) -> positions.put(partition, new OffsetAndMetadata(offset)));
        return positions;
    }

    /**
     * What may be committed once the output has been taken up to {@code read}: for partitions without a record on its way, their position.
     *
     * @param positions the position of each partition after all that was published
     */
    synchronized Map<TopicPartition, OffsetAndMetadata> settled(
            long read, Map<TopicPartition, OffsetAndMetadata> positions) {
        Map<TopicPartition, OffsetAndMetadata> settled = through(read);
        positions.forEach((partition, position) -> {
            if (unread(List.of(partition)) == 0) {
                settled.put(partition, position);
                next.put(partition, position.offset());
            }
        });
        return settled;
    }

    /** How many records of the partitions were published and not read. */
    synchronized long unread(Collection<TopicPartition> wanted) {
        long unread = 0;
        for (int i = 0; i < partitions.size(); i++) {
            unread += open[i] > 0 && wanted.contains(partitions.get(i)) ? open[i] : 0;
        }
        return unread;
    }

    /** The offset after the last record of the partition that was published, read or not. */
    synchronized OptionalLong reached(TopicPartition partition) {
        int index = partitions.indexOf(partition);
        for (int i = published - 1; i >= first; i--) {
            if (indexes[i] == index) {
                return OptionalLong.of(offsets[i] + 1);
            }
        }
        Long read = next.get(partition);
        return read == null ? OptionalLong.empty() : OptionalLong.of(read);
    }

    /** Forgets a partition that is no longer ours; if it comes back, it counts as a new one. */
    synchronized void forget(TopicPartition partition) {
        next.remove(partition);
        int index = partitions.indexOf(partition);
        if (index >= 0) {
            partitions.set(index, GONE);
        }
    }
}
