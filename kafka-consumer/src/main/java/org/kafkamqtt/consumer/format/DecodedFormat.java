package org.kafkamqtt.consumer.format;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** A record whose key or value is decoded before another format writes it. Not thread-safe; the formatting thread owns it. */
public final class DecodedFormat implements RecordFormat {
    private static final byte[] NONE = {};

    private final RecordFormat format;
    private final Decoding key;
    private final Decoding value;
    private final LogRecord decoded = new LogRecord();

    public DecodedFormat(RecordFormat format, Decoding key, Decoding value) {
        this.format = format;
        this.key = key;
        this.value = value;
    }

    @Override
    public void add(Bytes out, LogRecord record) {
        Headers headers = KafkaHeaders.of(record);
        byte[] ofKey = key.of(record, headers, record.key());
        byte[] ofValue = value.of(record, headers, record.value());
        decoded.in(record.topic(), record.partition())
                .at(record.offset(), record.leaderEpoch(), record.timestamp(), record.logAppendTime())
                .deliveries(record.deliveries())
                .key(ofKey == null ? NONE : ofKey, 0, length(ofKey))
                .value(ofValue == null ? NONE : ofValue, 0, length(ofValue))
                .headers(() -> KafkaHeaders.list(headers));
        format.add(out, record.timed() ? decoded : decoded.untimed());
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? -1 : bytes.length;
    }
}
