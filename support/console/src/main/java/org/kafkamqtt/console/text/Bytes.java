package org.kafkamqtt.console.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array of bytes in which output is assembled, with the pieces of JSON a writer needs.
 *
 * <p>Not thread-safe; made to be reused, so that writing a record allocates nothing.
 */
public final class Bytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    /** 0 for bytes that a JSON string holds unchanged, else the letter after the backslash, or 'u'. */
    private static final byte[] ESCAPE = escapes();

    private static final byte[] BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);

    /** Digits that are written as one int. */
    private static final int PART_DIGITS = 8;

    private static final int PART = 100_000_000;

    private byte[] bytes;
    private int size;

    public Bytes() {
        this(8192);
    }

    public Bytes(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    private static byte[] escapes() {
        byte[] table = new byte[128];
        Arrays.fill(table, 0, 0x20, (byte) 'u');
        table['\b'] = 'b';
        table['\f'] = 'f';
        table['\n'] = 'n';
        table['\r'] = 'r';
        table['\t'] = 't';
        table['"'] = '"';
        table['\\'] = '\\';
        table[0x7f] = 'u';
        return table;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    /** Drops what was added since the size was this. */
    public void shrinkTo(int earlierSize) {
        size = Math.min(size, earlierSize);
    }

    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** The inner array, filled up to {@link #size()}; valid until the next addition. */
    public byte[] array() {
        return bytes;
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            int wanted = Math.addExact(size, more);
            bytes = Arrays.copyOf(bytes, Math.max(wanted, wanted > 1 << 30 ? wanted : bytes.length * 2));
        }
    }

    /** Adds one letter of ASCII. */
    public Bytes add(char ascii) {
        return addByte(ascii);
    }

    /** Adds the low 8 bits. */
    public Bytes addByte(int oneByte) {
        ensure(1);
        bytes[size++] = (byte) oneByte;
        return this;
    }

    public Bytes add(byte[] added) {
        return add(added, 0, added.length);
    }

    public Bytes add(byte[] added, int offset, int length) {
        ensure(length);
        System.arraycopy(added, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Adds text as UTF-8. */
    public Bytes add(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return add(text.substring(i).getBytes(StandardCharsets.UTF_8));
            }
            bytes[size++] = (byte) c;
        }
        return this;
    }

    /** Adds a number in decimal. */
    public Bytes addNumber(long number) {
        if (number == Long.MIN_VALUE) {
            return add("-9223372036854775808");
        }
        ensure(20);
        long rest = number;
        if (rest < 0) {
            bytes[size++] = '-';
            rest = -rest;
        }
        size += digits(rest);
        int at = size;
        while (rest > Integer.MAX_VALUE) {
            long high = rest / PART;
            at = digits((int) (rest - high * PART), at, at - PART_DIGITS);
            rest = high;
        }
        digits((int) rest, at, at - digits(rest));
        return this;
    }

    /** Writes the last digits of a number from one place back to another, which it returns. */
    private int digits(int number, int from, int to) {
        int rest = number;
        for (int at = from; at > to; ) {
            // A tenth, without the division that it costs where the compiler does not know better.
            int tenth = (int) (rest * 0xcccccccdL >>> 35);
            bytes[--at] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        return to;
    }

    private static int digits(long number) {
        int digits = 1;
        for (long limit = 10; digits < 19 && number >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    /** Adds bytes in hexadecimal, lower case. */
    public Bytes addHex(byte[] added, int offset, int length) {
        ensure(Math.multiplyExact(length, 2));
        for (int i = offset; i < offset + length; i++) {
            bytes[size++] = HEX[added[i] >> 4 & 0xf];
            bytes[size++] = HEX[added[i] & 0xf];
        }
        return this;
    }

    /** Adds bytes in base64 with padding. */
    public Bytes addBase64(byte[] added) {
        return addBase64(added, 0, added.length);
    }

    /** Adds bytes in base64 with padding. */
    public Bytes addBase64(byte[] added, int offset, int length) {
        ensure(Math.multiplyExact(length / 3 + 1, 4));
        int at = offset;
        int whole = offset + length / 3 * 3;
        while (at < whole) {
            base64((added[at++] & 0xff) << 16 | (added[at++] & 0xff) << 8 | added[at++] & 0xff);
        }
        int rest = offset + length - whole;
        if (rest > 0) {
            base64((added[at] & 0xff) << 16 | (rest == 2 ? (added[at + 1] & 0xff) << 8 : 0));
            Arrays.fill(bytes, size - 3 + rest, size, (byte) '=');
        }
        return this;
    }

    /** Adds the four letters of 24 bits. */
    private void base64(int bits) {
        bytes[size++] = BASE64[bits >> 18];
        bytes[size++] = BASE64[bits >> 12 & 0x3f];
        bytes[size++] = BASE64[bits >> 6 & 0x3f];
        bytes[size++] = BASE64[bits & 0x3f];
    }

    public Bytes addJsonNull() {
        return add(NULL);
    }

    /** Adds text as a JSON string. */
    public Bytes addJson(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return addJson(utf8, 0, utf8.length);
    }

    /**
     * Adds bytes as a JSON string if they are nothing but printable ASCII that needs no escape.
     *
     * @return false if they are not; then nothing was added
     */
    public boolean addPlainJson(byte[] text, int offset, int length) {
        if (PlainText.end(text, offset, offset + length) < offset + length) {
            return false;
        }
        ensure(length + 2);
        bytes[size++] = '"';
        System.arraycopy(text, offset, bytes, size, length);
        size += length;
        bytes[size++] = '"';
        return true;
    }

    /** Adds bytes as a JSON string; they must be valid UTF-8 ({@link Utf8#isValid}). */
    public Bytes addJson(byte[] utf8, int offset, int length) {
        ensure(length + 2);
        bytes[size++] = '"';
        int end = offset + length;
        int done = offset;
        while (done < end) {
            int odd = PlainText.end(utf8, done, end);
            while (odd < end && utf8[odd] < 0) {
                odd++;
            }
            add(utf8, done, odd - done);
            if (odd < end && ESCAPE[utf8[odd]] != 0) {
                escape(utf8[odd]);
                odd++;
            }
            done = odd;
        }
        return add('"');
    }

    private void escape(byte b) {
        ensure(6);
        bytes[size++] = '\\';
        bytes[size++] = ESCAPE[b];
        if (ESCAPE[b] == 'u') {
            bytes[size++] = '0';
            bytes[size++] = '0';
            bytes[size++] = HEX[b >> 4];
            bytes[size++] = HEX[b & 0xf];
        }
    }
}
