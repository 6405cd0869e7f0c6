package org.kafkamqtt.consumer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which byte of the output each record ends at: tells what may be committed once so many bytes have been read.
 *
 * <p>Not thread-safe. Bytes are counted from the start of the run.
 */
final class PipeLedger {
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private int[] indexes = new int[1024];
    private long[] offsets = new long[1024];
    private long[] ends = new long[1024];
    private int first;
    private int size;

    /** Notes a record whose last byte is the one before {@code end}; ends never go back. */
    void add(TopicPartition partition, long offset, long end) {
        if (size == ends.length) {
            makeRoom();
        }
        indexes[size] = index(partition);
        offsets[size] = offset;
        ends[size++] = end;
    }

    private int index(TopicPartition partition) {
        int last = size > first ? indexes[size - 1] : -1;
        if (last >= 0 && partitions.get(last).equals(partition)) {
            return last;
        }
        int index = partitions.indexOf(partition);
        if (index < 0) {
            partitions.add(partition);
            return partitions.size() - 1;
        }
        return index;
    }

    private void makeRoom() {
        int held = size - first;
        int capacity = held > ends.length / 2 ? ends.length * 2 : ends.length;
        indexes = Arrays.copyOf(Arrays.copyOfRange(indexes, first, size), capacity);
        offsets = Arrays.copyOf(Arrays.copyOfRange(offsets, first, size), capacity);
        ends = Arrays.copyOf(Arrays.copyOfRange(ends, first, size), capacity);
        first = 0;
        size = held;
    }

    /** The next offset of each partition once the bytes before {@code read} have been read; forgets those records. */
    Map<TopicPartition, OffsetAndMetadata> through(long read) {
        while (first < size && ends[first] <= read) {
            next.put(partitions.get(indexes[first]), offsets[first] + 1);
            first++;
        }
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        next.forEach((partition, offset) -> positions.put(partition, new OffsetAndMetadata(offset)));
        return positions;
    }

    /** Whether every record noted has been read. */
    boolean empty() {
        return first == size;
    }

    /** Forgets a partition that is not ours any more. */
    void forget(TopicPartition partition) {
        next.remove(partition);
        int index = partitions.indexOf(partition);
        int kept = first;
        for (int i = first; i < size; i++) {
            if (indexes[i] != index) {
                indexes[kept] = indexes[i];
                offsets[kept] = offsets[i];
                ends[kept++] = ends[i];
            }
        }
        size = kept;
    }
}
