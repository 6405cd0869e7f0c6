package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.Sink;

/**
 * The records of one poll on their way to the sink, piece by piece: a piece ends between two records.
 *
 * <p>The owner of the sink owns it; only {@link #back} and {@link #takenMeanwhile} are for the reading thread at any time.
 */
final class Slice {
    private final Sink sink;
    private final RecordFilter filter;
    private final Stop stop;
    private final List<Part> parts = new ArrayList<>();
    private final AtomicLong taken = new AtomicLong();
    private int current;
    private List<Piece> done = new ArrayList<>();
    private boolean enough;
    private long told;
    private volatile boolean back;

    /** Where the wanted records of a partition end. */
    interface Ends {
        long endOf(TopicPartition partition);
    }

    /**
     * Records of a partition that were handled: taken, or left out by a filter.
     *
     * @param records 1 or more
     */
    record Piece(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        /** The offset that comes next. */
        OffsetAndMetadata next() {
            ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
            return new OffsetAndMetadata(last.offset() + 1, last.leaderEpoch(), "");
        }
    }

    Slice(ConsumerRecords<byte[], byte[]> records, Ends ends, Sink sink, RecordFilter filter, Stop stop) {
        this.sink = sink;
        this.filter = filter;
        this.stop = stop;
        for (TopicPartition partition : records.partitions()) {
            parts.add(new Part(partition, records.records(partition), ends.endOf(partition)));
        }
    }

    /**
     * Works until all is done, this many were taken or handled, or it is asked back.
     *
     * @param mostTaken beyond which no record is wanted
     * @param mostHandled after which a commit is due
     */
    void work(long mostTaken, long mostHandled) throws IOException {
        long handled = 0;
        for (; current < parts.size(); current++) {
            Part part = parts.get(current);
            int from = part.at;
            try {
                while (part.at < part.records.size()) {
                    ConsumerRecord<byte[], byte[]> record = part.records.get(part.at);
                    if (taken.get() >= mostTaken) {
                        enough = true;
                        sink.handOver();
                        return;
                    }
                    if (record.offset() >= part.end) {
                        break;
                    }
                    if (handled >= mostHandled) {
                        sink.handOver();
                        return;
                    }
                    if (back || stop.requested()) {
                        return;
                    }
                    take(record);
                    part.at++;
                    handled++;
                }
            } finally {
                if (part.at > from) {
                    done.add(new Piece(part.partition, part.records.subList(from, part.at)));
                }
            }
        }
        sink.handOver();
    }

    private void take(ConsumerRecord<byte[], byte[]> record) throws IOException {
        if (filter.wants(record)) {
            sink.take(record);
            taken.lazySet(taken.get() + 1);
        } else {
            sink.pass(record);
        }
    }

    /** Asks for it back at the next record; to be asked again for the next piece. */
    void back() {
        back = true;
    }

    /** How many records were taken since the last {@link #drainTaken}; for the reading thread at any time. */
    long takenMeanwhile() {
        return taken.get() - told;
    }

    /** How many records were taken since the last call. */
    long drainTaken() {
        long now = taken.get();
        long more = now - told;
        told = now;
        return more;
    }

    /** What was handled since the last call. */
    List<Piece> drainHandled() {
        List<Piece> pieces = done;
        done = new ArrayList<>();
        back = false;
        return pieces;
    }

    /** Leaves out what is left of partitions that are no longer ours. */
    void drop(Collection<TopicPartition> partitions) {
        for (Part part : parts) {
            if (partitions.contains(part.partition) && part.at < part.records.size()) {
                part.records = part.records.subList(0, part.at);
                part.dropped = true;
            }
        }
    }

    /** Whether nothing is left that is wanted. */
    boolean done() {
        return enough || current >= parts.size();
    }

    /** Whether every record of the partition was handled; also true if none came. */
    boolean whole(TopicPartition partition) {
        return parts.stream()
                .filter(part -> part.partition.equals(partition))
                .allMatch(part -> !part.dropped && part.at == part.records.size());
    }

    /** The records of one partition. */
    private static final class Part {
        private final TopicPartition partition;
        private final long end;
        private List<ConsumerRecord<byte[], byte[]>> records;
        private int at;
        private boolean dropped;

        Part(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long end) {
            this.partition = partition;
            this.records = records;
            this.end = end;
        }
    }
}
