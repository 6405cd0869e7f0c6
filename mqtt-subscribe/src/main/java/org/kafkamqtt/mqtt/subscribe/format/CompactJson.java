package org.kafkamqtt.mqtt.subscribe.format;

import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Utf8;

/** Whether bytes are one JSON text (RFC 8259), and the same text on one line. Used once, by the thread that makes it. */
final class CompactJson {
    /** Deeper nesting, longer numbers and longer names than common readers accept are treated as text. */
    private static final int DEEPEST = 256;

    private static final int LONGEST_NUMBER = 1000;
    private static final int LONGEST_NAME = 50_000;

    private final byte[] bytes;
    private final Bytes out;
    private int at;

    private CompactJson(byte[] bytes, Bytes out) {
        this.bytes = bytes;
        this.out = out;
    }

    /** Adds the JSON without the blanks between its tokens; returns false and adds nothing if the bytes are not JSON. */
    static boolean addCompact(byte[] bytes, Bytes out) {
        int before = out.size();
        CompactJson text = new CompactJson(bytes, out);
        if (Utf8.isValid(bytes, 0, bytes.length) && text.whole()) {
            return true;
        }
        out.shrinkTo(before);
        return false;
    }

    private boolean whole() {
        return value(0) && peek() < 0;
    }

    /** The next byte that is not a blank, without taking it; -1 at the end. */
    private int peek() {
        while (at < bytes.length && " \t\r\n".indexOf(bytes[at]) >= 0) {
            at++;
        }
        return at < bytes.length ? bytes[at] & 0xff : -1;
    }

    private boolean take(int wanted) {
        if (peek() != wanted) {
            return false;
        }
        out.addByte(bytes[at++]);
        return true;
    }

    private boolean value(int depth) {
        return switch (peek()) {
            case '{' -> depth < DEEPEST && members(depth + 1);
            case '[' -> depth < DEEPEST && elements(depth + 1);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean members(int depth) {
        take('{');
        if (take('}')) {
            return true;
        }
        do {
            if (peek() != '"' || !name() || !take(':') || !value(depth)) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    private boolean name() {
        int begin = at;
        return string() && at - begin <= LONGEST_NAME;
    }

    private boolean elements(int depth) {
        take('[');
        if (take(']')) {
            return true;
        }
        do {
            if (!value(depth)) {
                return false;
            }
        } while (take(','));
        return take(']');
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= bytes.length || bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return added(word.length());
    }

    private boolean string() {
        int end = at + 1;
        while (end < bytes.length && bytes[end] != '"') {
            int step = bytes[end] == '\\' ? escape(end) : 1;
            if (step == 0 || (bytes[end] >= 0 && bytes[end] < 0x20)) {
                return false;
            }
            end += step;
        }
        return end < bytes.length && added(end + 1 - at);
    }

    /** The length of the escape, or of two that make one character; 0 if it is not one or only half a character. */
    private int escape(int from) {
        int letter = from + 1 < bytes.length ? bytes[from + 1] : 0;
        if (letter != 'u') {
            return letter > 0 && "\"\\/bfnrt".indexOf(letter) >= 0 ? 2 : 0;
        }
        int unit = unit(from);
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
            return 0;
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return 6;
        }
        int second = unit(from + 6);
        return second >= 0 && Character.isLowSurrogate((char) second) ? 12 : 0;
    }

    /** The value of an escape with four digits; -1 if there is none. */
    private int unit(int from) {
        if (from + 6 > bytes.length || bytes[from] != '\\' || bytes[from + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = from + 2; i < from + 6; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private boolean number() {
        int end = at;
        if (end < bytes.length && bytes[end] == '-') {
            end++;
        }
        int whole = digits(end);
        if (whole == end || (whole > end + 1 && bytes[end] == '0')) {
            return false;
        }
        end = whole;
        if (end < bytes.length && bytes[end] == '.') {
            int fraction = digits(end + 1);
            if (fraction == end + 1) {
                return false;
            }
            end = fraction;
        }
        int exponent = exponent(end);
        return exponent >= 0 && exponent - at <= LONGEST_NUMBER && added(exponent - at);
    }

    /** Where an optional exponent ends; -1 if it is malformed. */
    private int exponent(int from) {
        if (from >= bytes.length || (bytes[from] | 0x20) != 'e') {
            return from;
        }
        int digits = from + 1;
        if (digits < bytes.length && (bytes[digits] == '+' || bytes[digits] == '-')) {
            digits++;
        }
        int end = digits(digits);
        return end == digits ? -1 : end;
    }

    private int digits(int from) {
        int end = from;
        while (end < bytes.length && bytes[end] >= '0' && bytes[end] <= '9') {
            end++;
        }
        return end;
    }

    private boolean added(int length) {
        out.add(bytes, at, length);
        at += length;
        return true;
    }
}
