package org.kafkamqtt.kafka.append;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.json.Header;

/**
 * The bytes of a record inside a record batch of version 2.
 *
 * <p>Format: Kafka protocol guide, "Record Batch" (Kafka 0.11 and later): length, attributes, timestamp delta, offset delta,
 * key, value and headers, all numbers zigzag-encoded with seven bits a byte, -1 as the length of null.
 */
final class RecordFormat {
    /** Bytes of a batch before its first record. */
    static final int BATCH_HEADER = 61;

    private RecordFormat() {}

    /** Bytes of a record after its length. */
    static int bodySize(long timestampDelta, int offsetDelta, int keyLength, int valueLength, List<Header> headers) {
        long size = 1L
                + sizeOf(timestampDelta)
                + sizeOf(offsetDelta)
                + sizeOf(keyLength)
                + Math.max(0, keyLength)
                + sizeOf(valueLength)
                + Math.max(0, valueLength)
                + sizeOf(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            int name = utf8Length(header.key());
            byte[] value = header.value();
            int length = value == null ? -1 : value.length;
            size += sizeOf(name) + name + sizeOf(length) + Math.max(0, length);
        }
        return (int) Math.min(Integer.MAX_VALUE, size);
    }

    /** Bytes of this number. */
    static int sizeOf(int number) {
        int bits = number << 1 ^ number >> 31;
        int size = 1;
        while ((bits & ~0x7f) != 0) {
            bits >>>= 7;
            size++;
        }
        return size;
    }

    /** Bytes of this number. */
    static int sizeOf(long number) {
        long bits = number << 1 ^ number >> 63;
        int size = 1;
        while ((bits & ~0x7fL) != 0) {
            bits >>>= 7;
            size++;
        }
        return size;
    }

    /** Writes a number and returns the place after it. */
    static int put(byte[] out, int at, int number) {
        int bits = number << 1 ^ number >> 31;
        int place = at;
        while ((bits & ~0x7f) != 0) {
            out[place++] = (byte) (bits | 0x80);
            bits >>>= 7;
        }
        out[place++] = (byte) bits;
        return place;
    }

    /** Writes a number and returns the place after it. */
    static int put(byte[] out, int at, long number) {
        long bits = number << 1 ^ number >> 63;
        int place = at;
        while ((bits & ~0x7fL) != 0) {
            out[place++] = (byte) (bits | 0x80);
            bits >>>= 7;
        }
        out[place++] = (byte) bits;
        return place;
    }

    /** Writes bytes with their length before them, -1 for null, and returns the place after them. */
    static int put(byte[] out, int at, byte @Nullable [] bytes, int offset, int length) {
        int place = put(out, at, length);
        if (bytes == null || length <= 0) {
            return place;
        }
        System.arraycopy(bytes, offset, out, place, length);
        return place + length;
    }

    /** Writes the number of headers and each of them, and returns the place after them. */
    static int put(byte[] out, int at, List<Header> headers) {
        int place = put(out, at, headers.size());
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            place = putText(out, place, header.key());
            byte[] value = header.value();
            place = put(out, place, value, 0, value == null ? -1 : value.length);
        }
        return place;
    }

    private static int putText(byte[] out, int at, String text) {
        int length = utf8Length(text);
        int place = put(out, at, length);
        if (length == text.length()) {
            for (int i = 0; i < length; i++) {
                // An unpaired surrogate is one byte, too.
                char c = text.charAt(i);
                out[place + i] = (byte) (c < 0x80 ? c : '?');
            }
            return place + length;
        }
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, out, place, bytes.length);
        return place + bytes.length;
    }

    /** Bytes of a text in UTF-8; an unpaired surrogate becomes one question mark, as {@link String#getBytes} has it. */
    static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length++;
            } else if (c < 0x800) {
                length += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                length += 4;
                i++;
            } else {
                length += Character.isSurrogate(c) ? 1 : 3;
            }
        }
        return length;
    }
}
