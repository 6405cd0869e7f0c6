package org.kafkamqtt.console.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.kafkamqtt.console.failure.Failure;

/** Bytes written on a command line: {@code \n \t \r \0 \\ \xNN}, everything else as UTF-8. */
public final class Escapes {
    private Escapes() {}

    /**
     * The bytes that the text means.
     *
     * @throws Failure status 2, with the place, for an escape that does not exist or ends early
     */
    public static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int next = text.indexOf('\\', at);
            if (next < 0) {
                next = text.length();
            }
            bytes.writeBytes(text.substring(at, next).getBytes(StandardCharsets.UTF_8));
            at = next == text.length() ? next : escape(text, next, bytes);
        }
        return bytes.toByteArray();
    }

    /** Writes the byte of the escape that begins at the place; returns where the text continues. */
    private static int escape(String text, int at, ByteArrayOutputStream bytes) {
        char letter = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        switch (letter) {
            case 'n' -> bytes.write('\n');
            case 't' -> bytes.write('\t');
            case 'r' -> bytes.write('\r');
            case '0' -> bytes.write(0);
            case '\\' -> bytes.write('\\');
            case 'x' -> {
                bytes.write(hex(text, at));
                return at + 4;
            }
            default -> throw unknown(text, at);
        }
        return at + 2;
    }

    private static int hex(String text, int at) {
        if (at + 4 > text.length()) {
            throw unknown(text, at);
        }
        int high = Character.digit(text.charAt(at + 2), 16);
        int low = Character.digit(text.charAt(at + 3), 16);
        if (high < 0 || low < 0) {
            throw unknown(text, at);
        }
        return high << 4 | low;
    }

    private static Failure unknown(String text, int at) {
        return Failure.usage(
                "'" + text + "' has an unknown escape at character " + (at + 1) + ": use \\n \\t \\r \\0 \\\\ \\xNN");
    }
}
