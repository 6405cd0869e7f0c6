package org.kafkamqtt.mqtt.protocol.codec;

import java.nio.charset.StandardCharsets;
import org.kafkamqtt.mqtt.protocol.ProtocolError;

/** Text as MQTT has it: well-formed UTF-8 without U+0000 (MQTT 5.0 section 1.5.4). */
final class Utf8 {
    /** A text has at most this many bytes. */
    static final int MOST = 65_535;

    private Utf8() {}

    /** Text of any characters but U+0000. */
    static String text(byte[] bytes, int from, int to) {
        return decode(bytes, from, to, false);
    }

    /**
     * Text that names something: it has no control characters and no non-characters either, which a receiver may refuse
     * [MQTT-1.5.4-2], and which would go through logs and into names of others.
     */
    static String name(byte[] bytes, int from, int to) {
        return decode(bytes, from, to, true);
    }

    private static String decode(byte[] bytes, int from, int to, boolean name) {
        boolean ascii = true;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b < 0) {
                ascii = false;
                i = last(bytes, i, to, name);
            } else if (b == 0) {
                throw ProtocolError.malformed("a text contains U+0000");
            } else if (name && (b < ' ' || b == 0x7F)) {
                throw ProtocolError.malformed("a name contains a control character");
            }
        }
        return new String(bytes, from, to - from, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** Checks a character of several bytes that begins here; where its last one is. */
    private static int last(byte[] bytes, int from, int to, boolean name) {
        int first = bytes[from] & 0xFF;
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
        if (first < 0xC2 || first > 0xF4 || to - from <= more) {
            throw notWellFormed();
        }
        int character = first & 0x3F >> more;
        for (int i = 1; i <= more; i++) {
            if ((bytes[from + i] & 0xC0) != 0x80) {
                throw notWellFormed();
            }
            character = character << 6 | bytes[from + i] & 0x3F;
        }
        int least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
        if (character < least || character > Character.MAX_CODE_POINT || isSurrogate(character)) {
            throw notWellFormed();
        }
        if (name && (character < 0xA0 || isNoCharacter(character))) {
            throw ProtocolError.malformed("a name contains a control character or a non-character");
        }
        return from + more;
    }

    private static boolean isSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static boolean isNoCharacter(int character) {
        return (character & 0xFFFE) == 0xFFFE || character >= 0xFDD0 && character <= 0xFDEF;
    }

    private static ProtocolError notWellFormed() {
        return ProtocolError.malformed("a text is not well-formed UTF-8");
    }

    /** The bytes of a text; half of a surrogate pair counts as the question mark that is written for it. */
    static int size(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                size++;
            } else if (c < 0x800) {
                size += 2;
            } else if (!Character.isSurrogate(c)) {
                size += 3;
            } else if (isPair(text, i)) {
                size += 4;
                i++;
            } else {
                size++;
            }
        }
        return size;
    }

    /** Writes a text; where its bytes end. */
    static int write(String text, byte[] array, int from) {
        int at = from;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                array[at++] = (byte) c;
            } else if (c < 0x800) {
                array[at++] = (byte) (0xC0 | c >> 6);
                array[at++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                array[at++] = (byte) (0xE0 | c >> 12);
                array[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                array[at++] = (byte) (0x80 | c & 0x3F);
            } else if (isPair(text, i)) {
                int character = text.codePointAt(i++);
                array[at++] = (byte) (0xF0 | character >> 18);
                array[at++] = (byte) (0x80 | character >> 12 & 0x3F);
                array[at++] = (byte) (0x80 | character >> 6 & 0x3F);
                array[at++] = (byte) (0x80 | character & 0x3F);
            } else {
                array[at++] = '?';
            }
        }
        return at;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }
}
