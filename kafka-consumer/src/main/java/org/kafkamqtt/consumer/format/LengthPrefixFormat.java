package org.kafkamqtt.consumer.format;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.kafkamqtt.console.text.Bytes;

/** Key and value, each after its length as 4 bytes, big endian, -1 for null: nothing needs to be escaped. */
public final class LengthPrefixFormat implements RecordFormat {
    private final boolean keys;

    public LengthPrefixFormat(boolean keys) {
        this.keys = keys;
    }

    @Override
    public void add(Bytes out, ConsumerRecord<byte[], byte[]> record) {
        if (keys) {
            add(out, record.key());
        }
        add(out, record.value());
    }

    private static void add(Bytes out, byte @org.jspecify.annotations.Nullable [] bytes) {
        int length = bytes == null ? -1 : bytes.length;
        out.addByte(length >> 24).addByte(length >> 16).addByte(length >> 8).addByte(length);
        if (bytes != null) {
            out.add(bytes);
        }
    }
}
