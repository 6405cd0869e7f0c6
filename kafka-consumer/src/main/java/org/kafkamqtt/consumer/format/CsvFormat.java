package org.kafkamqtt.consumer.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Bytes;

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
    public void add(Bytes out, ConsumerRecord<byte[], byte[]> record) {
        if (!begun) {
            out.add(NAMES);
            begun = true;
        }
        out.add(record.topic()).add(',').addNumber(record.partition()).add(',').addNumber(record.offset());
        out.add(',').addNumber(record.timestamp()).add(',');
        field(out, record.key());
        out.add(',');
        field(out, record.value());
        out.add('\r').add('\n');
    }

    private static void field(Bytes out, byte @Nullable [] bytes) {
        if (bytes == null) {
            return;
        }
        if (bytes.length > 0 && plain(bytes)) {
            out.add(bytes);
            return;
        }
        out.add('"');
        for (byte b : bytes) {
            if (b == '"') {
                out.add('"');
            }
            out.addByte(b);
        }
        out.add('"');
    }

    private static boolean plain(byte[] bytes) {
        for (byte b : bytes) {
            if (b == ',' || b == '"' || b == '\n' || b == '\r') {
                return false;
            }
        }
        return true;
    }
}
