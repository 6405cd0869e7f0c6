package org.kafkamqtt.consumer.sink;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Holds the newest records of all partitions together and passes them to another sink at the end, oldest first. Not thread-safe; the
 * owner of the sink owns it.
 */
public final class TailSink implements Sink {
    private static final Comparator<ConsumerRecord<byte[], byte[]>> BY_TIME =
            Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                    .thenComparing(ConsumerRecord::topic)
                    .thenComparingInt(ConsumerRecord::partition)
                    .thenComparingLong(ConsumerRecord::offset);

    private final Sink sink;
    private final int count;
    private final PriorityQueue<ConsumerRecord<byte[], byte[]>> newest = new PriorityQueue<>(BY_TIME);

    public TailSink(Sink sink, int count) {
        this.sink = sink;
        this.count = count;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        newest.add(record);
        if (newest.size() > count) {
            newest.remove();
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
        List<ConsumerRecord<byte[], byte[]>> sorted = new ArrayList<>(newest);
        sorted.sort(BY_TIME);
        for (ConsumerRecord<byte[], byte[]> record : sorted) {
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
