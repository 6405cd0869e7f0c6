package org.kafkamqtt.consumer.watch;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.read.Handled;
import org.kafkamqtt.consumer.read.Watcher;
import org.kafkamqtt.consumer.view.Rows;
import org.kafkamqtt.consumer.view.Rows.Column;

/** Counts what is read of each partition, filters or not. The reading thread owns it. */
public final class StatsWatch implements Watcher {
    private final Map<TopicPartition, Sums> partitions =
            new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition));
    private final long begun = System.nanoTime();
    private long ended = begun;

    @Override
    public void handled(Handled piece) {
        partitions
                .computeIfAbsent(piece.partition(), p -> new Sums(piece.first()))
                .add(piece);
    }

    @Override
    public void ended() {
        ended = System.nanoTime();
    }

    /** A JSON line for each partition and one for all. */
    public Bytes json() {
        Rows rows = rows();
        return rows.row(null, null, rows.sum(2), rows.sum(3), null, null, perSecond(rows.sum(2)))
                .json();
    }

    /**
     * A table for people.
     *
     * @param width how many cells a line may take
     * @param bold whether the headings are bold
     */
    public Bytes table(int width, boolean bold) {
        Rows rows = rows();
        return rows.total("total", null, rows.sum(2), rows.sum(3), null, null, perSecond(rows.sum(2)))
                .table(width, bold);
    }

    private Rows rows() {
        Rows rows = new Rows(
                new Column("topic", 0),
                new Column("partition", 0),
                new Column("records", 0),
                new Column("bytes", 2),
                new Column("first", 3),
                new Column("last", 4),
                new Column("rate", 1));
        partitions.forEach((partition, sums) -> rows.row(
                partition.topic(),
                partition.partition(),
                sums.records,
                sums.bytes,
                sums.first,
                sums.last,
                perSecond(sums.records)));
        return rows;
    }

    private long perSecond(long records) {
        return Math.round(records / (Math.max(1, ended - begun) / 1e9));
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

        void add(Handled piece) {
            bytes += piece.bytes();
            records += piece.records();
            last = piece.last();
        }
    }
}
