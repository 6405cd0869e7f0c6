package org.kafkamqtt.consumer.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Holds the newest records of all partitions together and passes them to another sink at the end, oldest first. Not thread-safe; the
 * owner of the sink owns it.
 */
public final class TailSink implements Sink {
    private static final Comparator<LogRecord> BY_TIME = Comparator.comparingLong(LogRecord::timestamp)
            .thenComparing(LogRecord::topic)
            .thenComparingInt(LogRecord::partition)
            .thenComparingLong(LogRecord::offset);

    private final Sink sink;
    private final int count;
    private final PriorityQueue<LogRecord> newest = new PriorityQueue<>(BY_TIME);

    public TailSink(Sink sink, int count) {
        this.sink = sink;
        this.count = count;
    }

    @Override
    public void take(LogRecord record) {
        if (newest.size() < count) {
            newest.add(record.copy());
        } else if (BY_TIME.compare(record, newest.element()) > 0) {
            newest.remove();
            newest.add(record.copy());
        }
    }

    @Override
    public void handOver() {}

    @Override
    public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions) {
        return Map.of();
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> finish(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        List<LogRecord> sorted = new ArrayList<>(newest);
        sorted.sort(BY_TIME);
        for (LogRecord record : sorted) {
            sink.take(record);
        }
        sink.handOver();
        return sink.finish(Map.of());
    }

    @Override
    public boolean converses() {
        return sink.converses();
    }

    @Override
    public void ending() {
        sink.ending();
    }

    @Override
    public Duration patience() {
        return sink.patience();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
