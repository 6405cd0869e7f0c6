package org.kafkamqtt.consumer.format;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Bytes;

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
    public void add(Bytes out, ConsumerRecord<byte[], byte[]> record) {
        if (keyDelimiter != null) {
            byte[] key = record.key();
            out.add(key == null ? nullText : key).add(keyDelimiter);
        }
        byte[] value = record.value();
        out.add(value == null ? nullText : value).add(delimiter);
    }

    /** The same with the key in colour. */
    public static RecordFormat coloured(byte[] keyDelimiter, byte[] delimiter, byte[] nullText) {
        RecordFormat rest = new PlainFormat(null, delimiter, nullText);
        RecordFormat key = Colour.NAME.of((out, record) -> {
            byte[] bytes = record.key();
            out.add(bytes == null ? nullText : bytes);
        });
        return (out, record) -> {
            key.add(out, record);
            out.add(keyDelimiter);
            rest.add(out, record);
        };
    }
}
