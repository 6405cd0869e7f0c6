package org.kafkamqtt.consumer.sink;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SyncFailedException;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.format.RecordFormat;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Standard output that is not a pipe, or for which nothing is committed: large writes, at least one per poll. Not thread-safe; the
 * owner of the sink owns it.
 */
public final class OutputSink implements Sink {
    private static final int LARGE = 1 << 18;

    private final OutputStream out;
    private final RecordFormat format;
    private final boolean eachRecord;
    private final boolean durable;
    private final Bytes bytes = new Bytes(LARGE + (1 << 16));

    /**
     * Makes the sink.
     *
     * @param eachRecord whether every record is a write of its own
     * @param durable whether settling waits for the disk, where standard output is a file
     */
    public OutputSink(OutputStream out, RecordFormat format, boolean eachRecord, boolean durable) {
        this.durable = durable;
        this.out = out;
        this.format = format;
        this.eachRecord = eachRecord;
    }

    @Override
    public void take(LogRecord record) throws IOException {
        format.add(bytes, record);
        if (eachRecord || bytes.size() >= LARGE) {
            handOver();
        }
    }

    @Override
    public void handOver() throws IOException {
        if (bytes.size() > 0) {
            bytes.writeTo(out);
            bytes.clear();
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        handOver();
        if (durable) {
            try {
                FileDescriptor.out.sync();
            } catch (SyncFailedException e) {
                // A pipe or a terminal has no disk to wait for.
                return positions;
            }
        }
        return positions;
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
