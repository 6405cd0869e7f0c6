package org.kafkamqtt.consumer.format;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.kafka.fetch.LogRecord;

/** The value, after the key if one is wanted, and a delimiter: bytes as they are, nothing decoded. */
public final class PlainFormat implements RecordFormat {
    private final byte @Nullable [] keyDelimiter;
    private final byte[] delimiter;
    private final byte[] nullText;

    /**
     * Makes the format.
     *
     * @param keyDelimiter what is written between key and value; null to leave the key out
     * @param delimiter what ends a record
     * @param nullText what is written for a null key or value
     */
    public PlainFormat(byte @Nullable [] keyDelimiter, byte[] delimiter, byte[] nullText) {
        this.keyDelimiter = keyDelimiter;
        this.delimiter = delimiter;
        this.nullText = nullText;
    }

    @Override
    public void add(Bytes out, LogRecord record) {
        if (keyDelimiter != null) {
            addKey(out, record, nullText);
            out.add(keyDelimiter);
        }
        if (record.valueLength() < 0) {
            out.add(nullText);
        } else {
            out.add(record.valueArray(), record.valueOffset(), record.valueLength());
        }
        out.add(delimiter);
    }

    private static void addKey(Bytes out, LogRecord record, byte[] nullText) {
        if (record.keyLength() < 0) {
            out.add(nullText);
        } else {
            out.add(record.keyArray(), record.keyOffset(), record.keyLength());
        }
    }

    /** The same with the key in colour. */
    public static RecordFormat coloured(byte[] keyDelimiter, byte[] delimiter, byte[] nullText) {
        RecordFormat rest = new PlainFormat(null, delimiter, nullText);
        RecordFormat key = Colour.NAME.of((out, record) -> addKey(out, record, nullText));
        return (out, record) -> {
            key.add(out, record);
            out.add(keyDelimiter);
            rest.add(out, record);
        };
    }
}
