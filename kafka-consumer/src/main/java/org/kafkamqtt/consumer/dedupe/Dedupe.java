package org.kafkamqtt.consumer.dedupe;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.consumer.files.FilePlan;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Accepts each record once, however often its producer sent it, and counts the others.
 *
 * <p>Not thread-safe; the owner of the sink owns it.
 */
public final class Dedupe implements RecordFilter, Closeable {
    private final DedupePlan plan;
    private final Map<TopicPartition, Seen> seen = new HashMap<>();
    private final Map<TopicPartition, SeenFile> kept = new HashMap<>();
    private long dropped;

    public Dedupe(DedupePlan plan) {
        this.plan = plan;
    }

    @Override
    public boolean wants(LogRecord record) {
        byte[] fingerprint = plan.identity().of(record);
        if (fingerprint == null) {
            return true;
        }
        ByteBuffer bytes = ByteBuffer.wrap(fingerprint);
        boolean first = of(new TopicPartition(record.topic(), record.partition()))
                .first(bytes.getLong(), bytes.getLong(), record.offset(), record.timestamp());
        if (!first) {
            dropped++;
        }
        return first;
    }

    private Seen of(TopicPartition partition) {
        return seen.computeIfAbsent(partition, p -> new Seen(plan.window()));
    }

    /** The partition is ours, under the lock of its file; what is before the offset has been seen. */
    void load(TopicPartition partition, long next) throws IOException {
        if (plan.files().isPresent() && !kept.containsKey(partition)) {
            Seen empty = new Seen(plan.window());
            FilePlan files = plan.files().get();
            kept.put(partition, SeenFile.open(files.seen(partition), files.durable(), next, empty));
            seen.put(partition, empty);
        }
    }

    /** Keeps what was seen; to be called before the checkpoint is written. */
    void save(TopicPartition partition) throws IOException {
        SeenFile file = kept.get(partition);
        if (file != null) {
            file.save(of(partition));
        }
    }

    /** Forgets what no record from this offset on is compared with; to be called after it is settled. */
    void purge(TopicPartition partition, long next) throws IOException {
        Seen all = of(partition);
        if (all.purge(next)) {
            SeenFile file = kept.get(partition);
            if (file != null) {
                file.replace(all);
            }
        }
    }

    /** The partition is no longer ours. What is only in memory stays there: the partition may come back. */
    void release(TopicPartition partition) throws IOException {
        SeenFile file = kept.remove(partition);
        if (file != null) {
            seen.remove(partition);
            file.close();
        }
    }

    /** Another topic has this name now: what is only in memory belongs to the old one. */
    void forget(String topic) {
        seen.keySet().removeIf(partition -> partition.topic().equals(topic) && !kept.containsKey(partition));
    }

    /** How many were left out. */
    public long dropped() {
        return dropped;
    }

    /** The sink with this filter's memory saved before each of its checkpoints. */
    public Sink around(Sink sink) {
        return new DedupeSink(sink, this);
    }

    @Override
    public void close() {
        kept.values().forEach(file -> {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        kept.clear();
    }
}
