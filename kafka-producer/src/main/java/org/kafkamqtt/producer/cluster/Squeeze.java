package org.kafkamqtt.producer.cluster;

import java.util.Optional;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.kafkamqtt.kafka.KafkaSettings;
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
        CompressionType type =
                CompressionType.forName(settings.value("compression.type").orElse("none"));
        Optional<Integer> level =
                settings.value("compression." + type.name + ".level").map(Integer::valueOf);
        return new Squeeze(
                switch (type) {
                    case GZIP ->
                        level.map(n -> Compression.gzip().level(n))
                                .orElseGet(Compression::gzip)
                                .build();
                    case LZ4 ->
                        level.map(n -> Compression.lz4().level(n))
                                .orElseGet(Compression::lz4)
                                .build();
                    case ZSTD ->
                        level.map(n -> Compression.zstd().level(n))
                                .orElseGet(Compression::zstd)
                                .build();
                    default -> Compression.of(type).build();
                });
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
