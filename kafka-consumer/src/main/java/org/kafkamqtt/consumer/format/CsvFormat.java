package org.kafkamqtt.consumer.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Comma-separated values (RFC 4180) under a header line: topic, partition, offset, timestamp, key, value. Null is empty, and an
 * empty text is in quotes. Not thread-safe; the formatting thread owns it.
 */
public final class CsvFormat implements RecordFormat {
    private static final byte[] NAMES = "topic,partition,offset,timestamp,key,value\r\n".getBytes(US_ASCII);

    private boolean begun;

    /**
     * Makes the format.
     *
     * @param named whether the header line is still to be written
     */
    public CsvFormat(boolean named) {
        begun = !named;
    }

    @Override
    public void add(Bytes out, LogRecord record) {
        if (!begun) {
            out.add(NAMES);
            begun = true;
        }
        out.add(record.topic()).add(',').addNumber(record.partition()).add(',').addNumber(record.offset());
        out.add(',').addNumber(record.timestamp()).add(',');
        field(out, record.keyArray(), record.keyOffset(), record.keyLength());
        out.add(',');
        field(out, record.valueArray(), record.valueOffset(), record.valueLength());
        out.add('\r').add('\n');
    }

    private static void field(Bytes out, byte[] bytes, int offset, int length) {
        if (length < 0) {
            return;
        }
        if (length > 0 && plain(bytes, offset, length)) {
            out.add(bytes, offset, length);
            return;
        }
        out.add('"');
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == '"') {
                out.add('"');
            }
            out.addByte(bytes[i]);
        }
        out.add('"');
    }

    private static boolean plain(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == ',' || b == '"' || b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }
}
