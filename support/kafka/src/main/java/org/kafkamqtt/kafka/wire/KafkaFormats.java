package org.kafkamqtt.kafka.wire;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.fetch.Answer;
import org.kafkamqtt.kafka.fetch.Codec;
import org.kafkamqtt.kafka.fetch.Place;

/** Reads what kafka-clients knows how to read: compressed batches, and those of the formats before Kafka 0.11. Thread-safe. */
public final class KafkaFormats implements Codec {
    /** Bytes that a record of an old format takes up more in the present one, at most. */
    private static final int MORE = 128;

    private final boolean checked;

    /**
     * Reads.
     *
     * @param checked whether checksums of old formats are compared
     */
    public KafkaFormats(boolean checked) {
        this.checked = checked;
    }

    @Override
    public Unpacker unpacker() {
        return new Streams();
    }

    private static final class Streams implements Unpacker {
        private final BufferSupplier buffers = BufferSupplier.create();

        @Override
        public InputStream unpack(int id, byte[] array, int from, int to) {
            ByteBuffer packed = ByteBuffer.wrap(array, from, to - from).slice();
            return Compression.of(CompressionType.forId(id))
                    .build()
                    .wrapForInput(packed, RecordBatch.MAGIC_VALUE_V2, buffers);
        }
    }

    @Override
    public byte[] renew(Answer.Bytes bytes) {
        ByteBuffer old = ByteBuffer.wrap(bytes.array(), bytes.from(), bytes.to() - bytes.from())
                .slice();
        List<ByteBuffer> renewed = new ArrayList<>();
        for (RecordBatch batch : MemoryRecords.readableRecords(old).batches()) {
            if (checked) {
                batch.ensureValid();
            }
            Iterator<Record> records = batch.iterator();
            if (records.hasNext()) {
                renewed.add(renew(batch, records));
            }
        }
        ByteBuffer whole = ByteBuffer.allocate(
                renewed.stream().mapToInt(ByteBuffer::remaining).sum());
        renewed.forEach(whole::put);
        return whole.array();
    }

    private static ByteBuffer renew(RecordBatch batch, Iterator<Record> records) {
        Record record = records.next();
        TimestampType type = batch.timestampType() == TimestampType.LOG_APPEND_TIME
                ? TimestampType.LOG_APPEND_TIME
                : TimestampType.CREATE_TIME;
        try (MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(batch.sizeInBytes() + MORE),
                RecordBatch.MAGIC_VALUE_V2,
                Compression.NONE,
                type,
                record.offset(),
                batch.maxTimestamp())) {
            builder.appendWithOffset(
                    record.offset(), record.timestamp(), record.key(), record.value(), record.headers());
            while (records.hasNext()) {
                record = records.next();
                builder.appendWithOffset(
                        record.offset(), record.timestamp(), record.key(), record.value(), record.headers());
            }
            ByteBuffer built = builder.build().buffer();
            if (batch.magic() == RecordBatch.MAGIC_VALUE_V0) {
                built.put(built.position() + SPARE_ATTRIBUTES, UNTIMED);
            }
            return built;
        }
    }

    @Override
    public RuntimeException broken(Place place, long offset, String what, @Nullable Throwable cause) {
        return new KafkaException(
                "partition " + place.partition() + " of topic '" + place.topic() + "' has " + what
                        + " at or after offset " + offset + "; to go on after it, start at a later offset",
                cause);
    }
}
