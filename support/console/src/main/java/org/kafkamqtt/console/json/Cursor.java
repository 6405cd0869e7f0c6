package org.kafkamqtt.console.json;

import org.kafkamqtt.console.text.PlainText;
import org.kafkamqtt.console.text.Slice;
import org.kafkamqtt.console.text.Utf8;

/**
 * A place in one JSON line that moves from token to token, and is lost for good at the first that is not flat JSON, or
 * that two readers might take for two things.
 *
 * <p>A lost cursor is at the end of the line and gives nothing more, so that a reader asks once, when it is through.
 * Slices lie in the line, or in scratch space that is used again for the next line. Not thread-safe; the thread that reads
 * the line owns it.
 */
final class Cursor {
    private static final int LONGEST_NUMBER = 100;
    /** Digits that a long always holds. */
    private static final int DIGITS = 18;

    private byte[] bytes = {};
    private int at;
    private int end;
    private boolean lost;
    private final Scratch scratch = new Scratch();

    void begin(byte[] line, int offset, int length) {
        bytes = line;
        at = offset;
        end = offset + length;
        lost = false;
        scratch.begin(length);
    }

    void lose() {
        lost = true;
        at = end;
    }

    /** Whether it is neither lost nor before anything but white space. */
    boolean through() {
        return next() < 0 && !lost;
    }

    /** The next byte after white space, from 0 to 255, which is not taken; -1 at the end. */
    int next() {
        while (at < end) {
            byte found = bytes[at];
            if (found != ' ' && found != '\t' && found != '\r' && found != '\n') {
                return found & 0xff;
            }
            at++;
        }
        return -1;
    }

    boolean takes(char wanted) {
        if (next() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char wanted) {
        if (!takes(wanted)) {
            lose();
        }
    }

    /** Takes these bytes, if they come next, after white space. */
    boolean takes(byte[] wanted) {
        if (next() != wanted[0] || end - at < wanted.length) {
            return false;
        }
        for (int i = 1; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        at += wanted.length;
        return true;
    }

    /** Takes a whole number of at most 18 digits; 0 if it is lost. */
    long number() {
        boolean negative = takes('-');
        int first = at;
        long number = 0;
        while (at < end && digit(bytes[at]) && at - first < DIGITS) {
            number = number * 10 + bytes[at++] - '0';
        }
        int digits = at - first;
        if (digits == 0 || (bytes[first] == '0' && (negative || digits > 1))) {
            lose();
            return 0;
        }
        return negative ? -number : number;
    }

    private static boolean digit(byte letter) {
        return letter >= '0' && letter <= '9';
    }

    /** Takes the bytes of a string, of null, or of a number or boolean as it is written. */
    void value(Slice into) {
        switch (next()) {
            case '"' -> string(into);
            case 'n' -> {
                word("null", into);
                into.clear();
            }
            case 't' -> word("true", into);
            case 'f' -> word("false", into);
            default -> numberText(into);
        }
    }

    private void word(String word, Slice into) {
        int from = at;
        for (int i = 0; i < word.length(); i++) {
            if (at == end || bytes[at] != word.charAt(i)) {
                lose();
                return;
            }
            at++;
        }
        into.set(bytes, from, word.length());
    }

    /** As RFC 8259 writes numbers: {@code -1.0e+5}, but not {@code 01}, {@code .5} or {@code 1.}. */
    private void numberText(Slice into) {
        int from = at;
        if (at < end && bytes[at] == '-') {
            at++;
        }
        int first = at;
        boolean sound = digits() && (bytes[first] != '0' || at - first == 1);
        if (sound && at < end && bytes[at] == '.') {
            at++;
            sound = digits();
        }
        if (sound && at < end && (bytes[at] | 0x20) == 'e') {
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            sound = digits();
        }
        if (sound && at - from <= LONGEST_NUMBER) {
            into.set(bytes, from, at - from);
        } else {
            lose();
        }
    }

    /** Takes digits; false if there are none. */
    private boolean digits() {
        int from = at;
        while (at < end && digit(bytes[at])) {
            at++;
        }
        return at > from;
    }

    /** Takes the bytes that a string means. */
    void string(Slice into) {
        expect('"');
        int from = at;
        boolean escaped = false;
        boolean wide = false;
        for (at = PlainText.end(bytes, at, end); at < end && bytes[at] != '"'; at = PlainText.end(bytes, at, end)) {
            byte odd = bytes[at];
            if (odd == '\\') {
                escaped = true;
                at = Math.min(end, at + 2);
            } else if (odd < 0 || odd == 0x7f) {
                wide |= odd < 0;
                at++;
            } else {
                lose();
            }
        }
        if (at == end || (wide && !Utf8.isValid(bytes, from, at - from))) {
            lose();
        } else if (!escaped) {
            into.set(bytes, from, at - from);
        } else if (!scratch.unescape(bytes, from, at, into)) {
            lose();
        }
        at = Math.min(end, at + 1);
    }

    /** Replaces base64 by the bytes that it means. */
    void base64(Slice text) {
        if (text.present() && !scratch.base64(text)) {
            lose();
        }
    }
}
