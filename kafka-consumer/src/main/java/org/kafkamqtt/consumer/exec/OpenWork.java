package org.kafkamqtt.consumer.exec;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Which records were given to commands, and how far those are: what may be committed is what has no open record before it.
 *
 * <p>In a hurry, what has begun and what comes before it is finished, but nothing after it is begun. Thread-safe.
 */
final class OpenWork {
    private final Map<TopicPartition, Line> lines = new HashMap<>();
    private boolean ending;

    private enum State {
        WAITING,
        RUNNING,
        DONE
    }

    synchronized void add(LogRecord record) {
        lines.computeIfAbsent(of(record), p -> new Line()).records.put(record.offset(), State.WAITING);
    }

    private static TopicPartition of(LogRecord record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** Whether the record is still ours to work on. */
    synchronized boolean has(LogRecord record) {
        Line line = lines.get(of(record));
        return line != null && line.records.containsKey(record.offset());
    }

    /** Whether a command for the record may begin now; if so it counts as begun. */
    synchronized boolean begin(LogRecord record) {
        Line line = lines.get(of(record));
        if (line == null || !line.records.containsKey(record.offset()) || record.offset() > line.ceiling(ending)) {
            return false;
        }
        line.records.put(record.offset(), State.RUNNING);
        line.begun = Math.max(line.begun, record.offset());
        return true;
    }

    synchronized void done(LogRecord record) {
        Line line = lines.get(of(record));
        if (line != null && line.records.containsKey(record.offset())) {
            line.done(record.offset());
        }
    }

    /** How far each partition is done without a gap; nothing for those where nothing is done. */
    synchronized Map<TopicPartition, OffsetAndMetadata> through() {
        Map<TopicPartition, OffsetAndMetadata> through = new HashMap<>();
        lines.forEach((partition, line) -> {
            if (line.through >= 0) {
                through.put(partition, new OffsetAndMetadata(line.through));
            }
        });
        return through;
    }

    /** The positions; for partitions with open records, only up to the first of these. */
    synchronized Map<TopicPartition, OffsetAndMetadata> settled(Map<TopicPartition, OffsetAndMetadata> positions) {
        Map<TopicPartition, OffsetAndMetadata> settled = new HashMap<>(positions);
        lines.forEach((partition, line) -> {
            if (!line.records.isEmpty()) {
                settled.remove(partition);
                if (line.through >= 0) {
                    settled.put(partition, new OffsetAndMetadata(line.through));
                }
            }
        });
        return settled;
    }

    /** The offset after the last record of the partition that a command was begun for. */
    synchronized OptionalLong reached(TopicPartition partition) {
        Line line = lines.get(partition);
        return line == null || line.begun < 0 ? OptionalLong.empty() : OptionalLong.of(line.begun + 1);
    }

    /** How many records of the partitions have a command that is running. */
    synchronized long running(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .map(lines::get)
                .filter(line -> line != null)
                .mapToLong(Line::running)
                .sum();
    }

    synchronized void hurry(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> lines.computeIfAbsent(partition, p -> new Line()).hurry = true);
    }

    synchronized void proceed(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> lines.computeIfAbsent(partition, p -> new Line()).hurry = false);
    }

    synchronized void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(lines::remove);
    }

    /** From now on all partitions are in a hurry. */
    synchronized void ending() {
        ending = true;
    }

    /** The records of one partition; mutable, under the lock of all. */
    private static final class Line {
        private final TreeMap<Long, State> records = new TreeMap<>();
        private long through = -1;
        private long begun = -1;
        private boolean hurry;

        long ceiling(boolean ending) {
            return hurry || ending ? begun : Long.MAX_VALUE;
        }

        void done(long offset) {
            records.put(offset, State.DONE);
            begun = Math.max(begun, offset);
            while (!records.isEmpty() && records.firstEntry().getValue() == State.DONE) {
                through = records.pollFirstEntry().getKey() + 1;
            }
        }

        long running() {
            return records.values().stream()
                    .filter(state -> state == State.RUNNING)
                    .count();
        }
    }
}
