package org.kafkamqtt.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Bytes;

/** A record whose key or value is unpacked by a pack string before another format writes it. */
final class UnpackedFormat implements RecordFormat {
    private final RecordFormat format;
    private final @Nullable PackFormat key;
    private final @Nullable PackFormat value;
    private final Bytes scratch = new Bytes();

    UnpackedFormat(RecordFormat format, @Nullable PackFormat key, @Nullable PackFormat value) {
        this.format = format;
        this.key = key;
        this.value = value;
    }

    @Override
    public void add(Bytes out, ConsumerRecord<byte[], byte[]> record) {
        format.add(
                out,
                new ConsumerRecord<>(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.timestampType(),
                        record.serializedKeySize(),
                        record.serializedValueSize(),
                        unpacked(key, record.key()),
                        unpacked(value, record.value()),
                        record.headers(),
                        record.leaderEpoch()));
    }

    private byte @Nullable [] unpacked(@Nullable PackFormat pack, byte @Nullable [] bytes) {
        if (pack == null || bytes == null) {
            return bytes;
        }
        scratch.clear();
        pack.add(scratch, bytes);
        return scratch.toArray();
    }
}
