package org.kafkamqtt.consumer.watch;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.read.Watcher;
import org.kafkamqtt.consumer.view.Table;

/** Counts what is read of each partition, filters or not. The reading thread owns it. */
public final class StatsWatch implements Watcher {
    private final Map<TopicPartition, Sums> partitions =
            new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
    private final long begun = System.nanoTime();

    @Override
    public void handled(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, int done) {
        partitions
                .computeIfAbsent(partition, p -> new Sums(records.get(0).offset()))
                .add(records.subList(0, done));
    }

    /** A row for each partition and one for all, as columns for people or as JSON lines. */
    public Bytes rows(boolean columns) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        Table table = new Table("topic", "partition", "records", "bytes", "first", "last", "rate");
        long records = 0;
        long bytes = 0;
        for (Map.Entry<TopicPartition, Sums> each : partitions.entrySet()) {
            TopicPartition partition = each.getKey();
            Sums sums = each.getValue();
            table.row(
                    partition.topic(),
                    partition.partition(),
                    sums.records,
                    sums.bytes,
                    sums.first,
                    sums.last,
                    Math.round(sums.records / seconds));
            records += sums.records;
            bytes += sums.bytes;
        }
        table.row(null, null, records, bytes, null, null, Math.round(records / seconds));
        return table.rows(!columns, columns);
    }

    /** Of one partition; bytes are those of keys and values. */
    private static final class Sums {
        private final long first;
        private long last;
        private long records;
        private long bytes;

        Sums(long first) {
            this.first = first;
        }

        void add(List<ConsumerRecord<byte[], byte[]>> more) {
            for (ConsumerRecord<byte[], byte[]> record : more) {
                bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
            }
            records += more.size();
            last = more.get(more.size() - 1).offset();
        }
    }
}
