package org.kafkamqtt.journeys.nodes;

import java.util.Arrays;

/**
 * Records that are numbered from 0: a key of four letters that follows from the number, and the number, filled up to a length.
 */
final class NumberedRecord {
    static final int KEYS = 997;
    private static final int KEY_LENGTH = 4;
    private static final byte FILLER_MARK = ';';

    private final byte[] filler;

    /**
     * Records of about this length in bytes, key and value together; one that is too short for its number is longer.
     *
     * @param length from 1
     */
    NumberedRecord(int length) {
        this.filler = new byte[Math.max(0, length - KEY_LENGTH - 8)];
        // Half of what it could be in surprise, so that a codec has something to do and something to gain.
        int seed = 17;
        for (int i = 0; i < filler.length; i++) {
            seed = seed * 1_103_515_245 + 12_345;
            filler[i] = (byte) ('a' + (seed >>> 20 & 15));
        }
    }

    /** The key of a number, such as {@code k042}. */
    static String key(long number) {
        long which = number * 31 % KEYS;
        return "k" + (char) ('0' + which / 100) + (char) ('0' + which / 10 % 10) + (char) ('0' + which % 10);
    }

    /** The most that {@link #line} writes. */
    int longest() {
        return KEY_LENGTH + 1 + 20 + 1 + filler.length + 1;
    }

    /** Writes the line {@code KEY:NUMBER;FILLER} with its newline, and returns the position after it. */
    int line(long number, byte[] to, int at) {
        long which = number * 31 % KEYS;
        int end = at;
        to[end++] = 'k';
        to[end++] = (byte) ('0' + which / 100);
        to[end++] = (byte) ('0' + which / 10 % 10);
        to[end++] = (byte) ('0' + which % 10);
        to[end++] = ':';
        int digits = end;
        long rest = number;
        do {
            to[end++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        for (int i = digits, j = end - 1; i < j; i++, j--) {
            byte swapped = to[i];
            to[i] = to[j];
            to[j] = swapped;
        }
        if (filler.length > 0) {
            to[end++] = FILLER_MARK;
            System.arraycopy(filler, 0, to, end, filler.length);
            end += filler.length;
        }
        to[end++] = '\n';
        return end;
    }

    /** The number of a value, or -1 if no record of these has it. */
    long number(byte[] value, int from, int to) {
        long number = 0;
        int at = from;
        while (at < to && value[at] >= '0' && value[at] <= '9' && at - from < 18) {
            number = number * 10 + value[at++] - '0';
        }
        boolean whole = filler.length == 0
                ? at == to
                : to - at == filler.length + 1
                        && value[at] == FILLER_MARK
                        && Arrays.equals(value, at + 1, to, filler, 0, filler.length);
        return at > from && whole ? number : -1;
    }
}
