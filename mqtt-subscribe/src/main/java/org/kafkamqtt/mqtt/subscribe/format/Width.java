package org.kafkamqtt.mqtt.subscribe.format;

import java.nio.charset.StandardCharsets;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Utf8;

/**
 * The width of a token of a format: its least and most characters.
 *
 * @param left whether text is aligned left
 * @param zeros whether numbers are padded with zeros instead of blanks
 * @param least characters, 0 for no minimum
 * @param most characters of a text, or digits of a group of hexadecimal digits; -1 for no limit
 * @param separator between groups of hexadecimal digits, 0 for a blank
 */
record Width(boolean left, boolean zeros, int least, int most, char separator) {
    static final Width NONE = new Width(false, false, 0, -1, (char) 0);

    /** The same without an upper limit. */
    Width uncut() {
        return new Width(left, zeros, least, -1, separator);
    }

    /** Adds text, cut between characters, never within one. */
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

    /** Adds what stands for a number that is not there. */
    void noNumber(Bytes out) {
        for (int i = 0; i < least; i++) {
            out.add(zeros ? '0' : ' ');
        }
    }

    /** Adds a payload: characters count if it is UTF-8, else bytes. */
    void payload(byte[] payload, Bytes out) {
        if (equals(NONE)) {
            out.add(payload);
        } else if (Utf8.isValid(payload, 0, payload.length)) {
            text(new String(payload, StandardCharsets.UTF_8), out);
        } else {
            int length = most < 0 ? payload.length : Math.min(most, payload.length);
            fill(out, least - length, !left);
            out.add(payload, 0, length);
            fill(out, least - length, left);
        }
    }

    /** Adds bytes in hexadecimal, in groups of digits if requested. */
    void hex(byte[] bytes, boolean capitals, Bytes out) {
        int digits = bytes.length * 2;
        int separators = most > 0 && digits > 0 ? (digits - 1) / most : 0;
        fill(out, least - digits - separators, !left);
        int from = out.size();
        if (separators == 0) {
            out.addHex(bytes, 0, bytes.length);
        } else {
            addGroups(bytes, out);
        }
        if (capitals) {
            capitalise(out, from);
        }
        fill(out, least - digits - separators, left);
    }

    private void addGroups(byte[] bytes, Bytes out) {
        for (int digit = 0; digit < bytes.length * 2; digit++) {
            if (digit > 0 && digit % most == 0) {
                out.add(separator == 0 ? ' ' : separator);
            }
            out.add(Character.forDigit(bytes[digit / 2] >> (digit % 2 == 0 ? 4 : 0) & 0xf, 16));
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
