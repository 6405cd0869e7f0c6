package org.kafkamqtt.producer.cluster;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.wire.KafkaCodec;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.RecordSize;

/**
 * The size of a record as a batch of its own, compressed as the run compresses: what the broker compares with {@code
 * max.message.bytes}.
 *
 * <p>Only for the few records that are larger than the limit before they are compressed: it does the work of sending them.
 */
public final class Squeeze {
    private final Compression compression;

    private Squeeze(Compression compression) {
        this.compression = compression;
    }

    /** As {@code compression.type} and {@code compression.TYPE.level} say. */
    public static Squeeze of(KafkaSettings settings) {
        return new Squeeze(KafkaCodec.compression(settings));
    }

    boolean compresses() {
        return compression.type() != CompressionType.NONE;
    }

    /** Bytes of the batch. */
    int size(Draft draft) {
        if (!compresses()) {
            return RecordSize.exactly(draft);
        }
        Header[] headers = draft.headers.stream()
                .map(header -> new RecordHeader(header.key(), header.value()))
                .toArray(Header[]::new);
        long timestamp = Math.max(0, draft.timestamp);
        return MemoryRecords.withRecords(compression, new SimpleRecord(timestamp, draft.key(), draft.value(), headers))
                .sizeInBytes();
    }
}
