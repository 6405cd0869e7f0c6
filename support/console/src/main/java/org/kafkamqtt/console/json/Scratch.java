package org.kafkamqtt.console.json;

import java.util.Arrays;
import org.kafkamqtt.console.text.Slice;

/**
 * Room for what a JSON line means but does not hold as it is: text with escapes, bytes in base64.
 *
 * <p>Used again for every line; slices of the line before are overwritten. Not thread-safe; the thread that reads the line
 * owns it.
 */
final class Scratch {
    /** Longer lines get no room. */
    private static final int LONGEST_LINE = 1 << 29;

    private static final byte[] VALUES = values();

    private byte[] room = {};
    private int used;
    private int needed;

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < letters.length(); i++) {
            values[letters.charAt(i)] = (byte) i;
        }
        return values;
    }

    /** Forgets the line before; what follows comes from a line of this length, each byte of it at most three times. */
    void begin(int length) {
        used = 0;
        needed = length > LONGEST_LINE ? -1 : 3 * length;
    }

    private boolean hasRoom() {
        if (room.length < needed) {
            // What lies in the old room stays there.
            room = new byte[needed];
        }
        return needed >= 0;
    }

    /** Sets the slice to what the text of a JSON string means; false if that is not certain. */
    boolean unescape(byte[] text, int from, int to, Slice into) {
        if (!hasRoom()) {
            return false;
        }
        int start = used;
        int at = from;
        while (at >= 0 && at < to) {
            if (text[at] != '\\') {
                room[used++] = text[at++];
            } else {
                at = text[at + 1] == 'u' ? numbered(text, at, to) : lettered(text, at);
            }
        }
        into.set(room, start, used - start);
        return at >= 0;
    }

    /** Adds what a letter after a backslash means, and returns the place after it; -1 if it means nothing. */
    private int lettered(byte[] text, int at) {
        byte letter = text[at + 1];
        int meant =
                switch (letter) {
                    case '"', '\\', '/' -> letter;
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> -1;
                };
        room[used++] = (byte) meant;
        return meant < 0 ? -1 : at + 2;
    }

    /** Adds a character given by its number, or by two of them, and returns the place after it; -1 if it is none. */
    private int numbered(byte[] text, int at, int to) {
        int code = code(text, at, to);
        if (code < 0 || Character.isLowSurrogate((char) code)) {
            return -1;
        }
        if (!Character.isHighSurrogate((char) code)) {
            add(code);
            return at + 6;
        }
        int low = code(text, at + 6, to);
        if (low < 0xdc00 || low > 0xdfff) {
            return -1;
        }
        add(Character.toCodePoint((char) code, (char) low));
        return at + 12;
    }

    /** The number of an escape that begins here, -1 if none does. */
    private static int code(byte[] text, int at, int to) {
        if (to - at < 6 || text[at] != '\\' || text[at + 1] != 'u') {
            return -1;
        }
        int code = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = text[i] < 0 ? -1 : Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    /** Adds a character in UTF-8; it takes no more than its escape did. */
    private void add(int code) {
        if (code < 0x80) {
            room[used++] = (byte) code;
            return;
        }
        if (code < 0x800) {
            room[used++] = (byte) (0xc0 | code >> 6);
        } else {
            if (code < 0x10000) {
                room[used++] = (byte) (0xe0 | code >> 12);
            } else {
                room[used++] = (byte) (0xf0 | code >> 18);
                room[used++] = (byte) (0x80 | code >> 12 & 0x3f);
            }
            room[used++] = (byte) (0x80 | code >> 6 & 0x3f);
        }
        room[used++] = (byte) (0x80 | code & 0x3f);
    }

    /** Sets a slice of base64 to the bytes that it means; false if it is not whole groups of four. */
    boolean base64(Slice text) {
        int length = text.length();
        if (length % 4 != 0 || !hasRoom()) {
            return false;
        }
        byte[] bytes = text.array();
        int from = text.offset();
        int end = from + length;
        int padding = length == 0 || bytes[end - 1] != '=' ? 0 : bytes[end - 2] != '=' ? 1 : 2;
        int start = used;
        int bad = 0;
        for (int i = from; i < end; i += 4) {
            boolean last = i == end - 4;
            int third = last && padding == 2 ? 0 : VALUES[bytes[i + 2] & 0xff];
            int fourth = last && padding > 0 ? 0 : VALUES[bytes[i + 3] & 0xff];
            int group = VALUES[bytes[i] & 0xff] << 18 | VALUES[bytes[i + 1] & 0xff] << 12 | third << 6 | fourth;
            bad |= group;
            room[used] = (byte) (group >> 16);
            room[used + 1] = (byte) (group >> 8);
            room[used + 2] = (byte) group;
            used += 3;
        }
        used -= padding;
        text.set(room, start, used - start);
        return bad >= 0;
    }
}
