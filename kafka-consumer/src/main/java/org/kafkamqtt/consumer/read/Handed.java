package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.consumer.feed.ClientView;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.Meter;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * The records of one poll that are handed to the sink, with where each of them ends in the output.
 *
 * <p>Written on the thread of the sink, read on the reading thread; both under its lock. How many the group was told of belongs to
 * the reading thread alone.
 */
final class Handed {
    private final Sink sink;
    private final Optional<Meter> meter;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    /** Of those handed over so far, whether each one was wanted. */
    private final List<Boolean> wanted = new ArrayList<>();

    private final List<Long> ends = new ArrayList<>();
    /** How many the group was told of; the reading thread owns it. */
    private int told;

    private volatile boolean reader = true;
    private volatile boolean done;

    Handed(Iterable<ConsumerRecord<byte[], byte[]>> all, Sink sink) {
        this.sink = sink;
        this.meter = sink.meter();
        all.forEach(records::add);
    }

    /** Hands the records over and waits until they are safe, or taken by the reader of a pipe; on the thread of the sink. */
    void write(RecordFilter filter, long most, Stop stop) throws IOException {
        long count = 0;
        ClientView view = new ClientView();
        for (ConsumerRecord<byte[], byte[]> each : records) {
            if (count >= most || stop.requested()) {
                break;
            }
            LogRecord record = view.of(each);
            boolean wants = filter.wants(record);
            if (wants) {
                sink.take(record);
                count++;
            }
            add(wants);
        }
        if (meter.isPresent()) {
            reader = meter.get().deliver(count >= most, stop::requested);
        } else {
            sink.finish(Map.of());
        }
        done = true;
    }

    private synchronized void add(boolean wants) {
        wanted.add(wants);
        ends.add(meter.map(Meter::taken).orElse(0L));
    }

    /** Whether what is written still has a reader. */
    boolean hasReader() {
        return reader;
    }

    /** How many of them, from the first on, have arrived; without a meter, all of them once they are safe. */
    synchronized int arrived() throws IOException {
        if (meter.isEmpty()) {
            return done || sink.atOnce() ? wanted.size() : 0;
        }
        long arrived = meter.get().arrived();
        int count = 0;
        while (count < ends.size() && ends.get(count) <= arrived) {
            count++;
        }
        return count;
    }

    /** The records that the group was not told of. */
    List<ConsumerRecord<byte[], byte[]>> left() {
        return records.subList(told, records.size());
    }

    /** The next record that the group is told of. */
    ConsumerRecord<byte[], byte[]> tell() {
        return records.get(told++);
    }

    /** How many the group was told of. */
    int told() {
        return told;
    }

    synchronized boolean wanted(int at) {
        return wanted.get(at);
    }
}
