package org.kafkamqtt.consumer.format;

import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** Key and value, each after its length as 4 bytes, big endian, -1 for null: nothing needs to be escaped. */
public final class LengthPrefixFormat implements RecordFormat {
    private final boolean keys;

    public LengthPrefixFormat(boolean keys) {
        this.keys = keys;
    }

    @Override
    public void add(Bytes out, LogRecord record) {
        if (keys) {
            add(out, record.keyArray(), record.keyOffset(), record.keyLength());
        }
        add(out, record.valueArray(), record.valueOffset(), record.valueLength());
    }

    private static void add(Bytes out, byte[] bytes, int offset, int length) {
        out.addByte(length >> 24).addByte(length >> 16).addByte(length >> 8).addByte(length);
        if (length > 0) {
            out.add(bytes, offset, length);
        }
    }
}
