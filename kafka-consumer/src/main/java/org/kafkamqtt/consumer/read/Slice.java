package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.OutOfMemory;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.kafka.fetch.LogRecord;
import org.kafkamqtt.kafka.fetch.Portion;

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
    private List<Handled> done = new ArrayList<>();
    private boolean enough;
    private long told;
    private volatile boolean back;

    /** Where the wanted records of a partition end. */
    interface Ends {
        long endOf(TopicPartition partition);
    }

    Slice(List<Portion> portions, Ends ends, Sink sink, RecordFilter filter, Stop stop) {
        this.sink = sink;
        this.filter = filter;
        this.stop = stop;
        for (Portion portion : portions) {
            TopicPartition partition = new TopicPartition(portion.topic(), portion.partition());
            parts.add(new Part(partition, portion, ends.endOf(partition)));
        }
    }

    /**
     * Works until all is done, this many were taken or handled, the sink is full, or it is asked back.
     *
     * @param mostTaken beyond which no record is wanted
     * @param mostHandled after which a commit is due
     * @throws org.kafkamqtt.console.failure.Failure naming a record that does not fit into memory
     */
    void work(long mostTaken, long mostHandled) throws IOException {
        long handled = 0;
        for (; current < parts.size(); current++) {
            Part part = parts.get(current);
            try {
                while (more(part)) {
                    LogRecord record = part.portion.record();
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
                    part.pass(record);
                    handled++;
                    if (sink.full()) {
                        sink.handOver();
                        return;
                    }
                }
            } catch (OutOfMemoryError e) {
                throw OutOfMemory.holding("the record at " + part.place(), e);
            } finally {
                part.drainTo(done);
            }
        }
        sink.handOver();
    }

    /** Whether the part has another record; those before one that cannot be read are passed on. */
    private boolean more(Part part) throws IOException {
        try {
            return part.hasRecord();
        } catch (RuntimeException | OutOfMemoryError e) {
            sink.handOver();
            throw e;
        }
    }

    private void take(LogRecord record) throws IOException {
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
    List<Handled> drainHandled() {
        List<Handled> pieces = done;
        done = new ArrayList<>();
        back = false;
        return pieces;
    }

    /** Leaves out what is left of partitions that are no longer ours. */
    void drop(Collection<TopicPartition> partitions) {
        for (Part part : parts) {
            if (partitions.contains(part.partition) && !part.exhausted) {
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
                .allMatch(part -> !part.dropped && (part.exhausted || part.portion.isEmpty()));
    }

    /** The records of one partition, with what was handled of them since it was last asked. */
    private static final class Part {
        private final TopicPartition partition;
        private final Portion portion;
        private final long end;
        /** Whether the portion's record is still to be handled. */
        private boolean ahead;

        private boolean exhausted;
        private boolean dropped;
        private long records;
        private long bytes;
        private long first;
        private long last;
        private int epoch;
        /** The offset after the last record that was handled; -1 before the first. */
        private long after = -1;

        Part(TopicPartition partition, Portion portion, long end) {
            this.partition = partition;
            this.portion = portion;
            this.end = end;
        }

        /** Whether there is a record to be handled: the one that was not wanted yet, or the next. */
        boolean hasRecord() {
            if (dropped) {
                return false;
            }
            if (!ahead) {
                ahead = portion.next();
                exhausted = !ahead;
            }
            return ahead;
        }

        /** Where the record is that is to be handled, or read. */
        String place() {
            if (ahead) {
                return partition + " offset " + portion.record().offset();
            }
            return partition + " offset " + (after < 0 ? portion.firstOffset() : after) + " or after it";
        }

        /** The record was handled. */
        void pass(LogRecord record) {
            ahead = false;
            if (records == 0) {
                first = record.offset();
            }
            records++;
            bytes += Math.max(0, record.keyLength()) + Math.max(0, record.valueLength());
            last = record.offset();
            after = last + 1;
            epoch = record.leaderEpoch();
        }

        void drainTo(List<Handled> done) {
            if (records > 0) {
                done.add(new Handled(partition, records, bytes, first, last, epoch));
                records = 0;
                bytes = 0;
            }
        }
    }
}
