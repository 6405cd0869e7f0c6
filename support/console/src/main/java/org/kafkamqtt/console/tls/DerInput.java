package org.kafkamqtt.console.tls;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A reader of ASN.1's DER, value after value, as far as keys need it.
 *
 * <p>Malformed input is an {@link IllegalArgumentException}. Not thread-safe.
 */
final class DerInput {
    static final int INTEGER = 0x02;
    static final int BITS = 0x03;
    static final int BYTES = 0x04;
    static final int OBJECT = 0x06;
    static final int SEQUENCE = 0x30;
    /** A value with the context's tag 0, constructed. */
    static final int TAGGED_0 = 0xa0;

    private final byte[] bytes;
    private int at;
    private final int end;

    DerInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private DerInput(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean hasNext() {
        return at < end;
    }

    boolean nextIs(int tag) {
        return hasNext() && (bytes[at] & 0xff) == tag;
    }

    /** Steps into the next value, which must have this tag; this input continues after it. */
    DerInput enter(int tag) {
        if (!nextIs(tag)) {
            throw new IllegalArgumentException("no value of tag " + tag + " at " + at);
        }
        at++;
        int length = length();
        if (length > end - at) {
            throw new IllegalArgumentException("cut short: " + length + " bytes wanted, " + (end - at) + " there");
        }
        DerInput inside = new DerInput(bytes, at, at + length);
        at += length;
        return inside;
    }

    private int length() {
        int first = octet();
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = first & 0x7f; i > 0; i--) {
            if (length >= 1 << 23) {
                throw new IllegalArgumentException("too long");
            }
            length = length << 8 | octet();
        }
        return length;
    }

    private int octet() {
        if (at >= end) {
            throw new IllegalArgumentException("cut short");
        }
        return bytes[at++] & 0xff;
    }

    DerInput sequence() {
        return enter(SEQUENCE);
    }

    /** What is left. */
    byte[] rest() {
        return Arrays.copyOfRange(bytes, at, end);
    }

    byte[] octets() {
        return enter(BYTES).rest();
    }

    int integer() {
        byte[] octets = enter(INTEGER).rest();
        if (octets.length == 0 || octets.length > 4) {
            throw new IllegalArgumentException("a number of " + octets.length + " bytes");
        }
        return new BigInteger(octets).intValue();
    }

    /** An object identifier with dots. */
    String object() {
        DerInput inside = enter(OBJECT);
        StringBuilder dotted = new StringBuilder();
        while (inside.hasNext()) {
            long number = 0;
            int octet;
            do {
                octet = inside.octet();
                number = number << 7 | octet & 0x7f;
            } while (octet >= 0x80);
            if (dotted.isEmpty()) {
                long first = Math.min(2, number / 40);
                dotted.append(first).append('.').append(number - 40 * first);
            } else {
                dotted.append('.').append(number);
            }
        }
        return dotted.toString();
    }
}
