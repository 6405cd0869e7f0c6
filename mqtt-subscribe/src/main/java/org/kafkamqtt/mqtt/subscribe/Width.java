package org.kafkamqtt.mqtt.subscribe;

import java.nio.charset.StandardCharsets;
import org.kafkamqtt.console.Bytes;

/**
 * The room a token of a format takes: at least so many characters, at most so many.
 *
 * @param left whether text stands at the left of its room
 * @param zeros whether numbers are filled up with zeros instead of blanks
 * @param least characters, 0 for as many as there are
 * @param most characters of a text, or bytes of a group of hexadecimal digits; -1 for no limit
 * @param separator between groups of hexadecimal digits, 0 for none
 */
record Width(boolean left, boolean zeros, int least, int most, char separator) {
    static final Width NONE = new Width(false, false, 0, -1, (char) 0);

    /** The same without an upper limit. */
    Width uncut() {
        return new Width(left, zeros, least, -1, separator);
    }

    /** Adds text, cut between characters, never inside one. */
    void text(String text, Bytes out) {
        int length = text.codePointCount(0, text.length());
        if (most >= 0 && length > most) {
            fill(out, least - most, !left);
            out.add(text.substring(0, text.offsetByCodePoints(0, most)).getBytes(StandardCharsets.UTF_8));
            fill(out, least - most, left);
            return;
        }
        fill(out, least - length, !left);
        out.add(text);
        fill(out, least - length, left);
    }

    /** Adds a number that is not negative. */
    void number(long number, Bytes out) {
        int missing = least - Long.toString(number).length();
        if (left) {
            out.addNumber(number);
            fill(out, missing, true);
            return;
        }
        for (int i = 0; i < missing; i++) {
            out.add(zeros ? '0' : ' ');
        }
        out.addNumber(number);
    }

    /** Adds bytes in hexadecimal, in groups if they were asked for. */
    void hex(byte[] bytes, boolean capitals, Bytes out) {
        int from = out.size();
        int group = most > 0 ? most : Math.max(1, bytes.length);
        for (int i = 0; i < bytes.length; i += group) {
            if (i > 0 && separator != 0) {
                out.add(separator);
            }
            out.addHex(bytes, i, Math.min(group, bytes.length - i));
        }
        if (capitals) {
            capitalise(out, from);
        }
    }

    private static void capitalise(Bytes out, int from) {
        byte[] bytes = out.array();
        for (int i = from; i < out.size(); i++) {
            if (bytes[i] >= 'a' && bytes[i] <= 'f') {
                bytes[i] = (byte) (bytes[i] - 'a' + 'A');
            }
        }
    }

    private static void fill(Bytes out, int count, boolean wanted) {
        for (int i = 0; wanted && i < count; i++) {
            out.add(' ');
        }
    }
}
