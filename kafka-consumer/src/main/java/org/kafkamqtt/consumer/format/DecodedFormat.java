package org.kafkamqtt.consumer.format;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.kafkamqtt.console.text.Bytes;

/** A record whose key or value is decoded before another format writes it. */
public final class DecodedFormat implements RecordFormat {
    private final RecordFormat format;
    private final Decoding key;
    private final Decoding value;

    public DecodedFormat(RecordFormat format, Decoding key, Decoding value) {
        this.format = format;
        this.key = key;
        this.value = value;
    }

    @Override
    @SuppressWarnings("NullAway") // ConsumerRecord takes null keys and values
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
                        key.of(record, record.key()),
                        value.of(record, record.value()),
                        record.headers(),
                        record.leaderEpoch(),
                        record.deliveryCount()));
    }
}
