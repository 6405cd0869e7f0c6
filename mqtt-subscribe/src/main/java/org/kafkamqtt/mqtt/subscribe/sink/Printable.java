package org.kafkamqtt.mqtt.subscribe.sink;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text as a person may see it on a terminal: nothing in it moves the cursor. */
final class Printable {
    private Printable() {}

    /** Control characters as {@code \xNN} or {@code \}{@code uNNNN}. */
    static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (!Character.isISOControl(c) && Character.getType(c) != Character.FORMAT) {
                printable.appendCodePoint(c);
            } else {
                printable.append(
                        c < 0x100
                                ? String.format(Locale.ROOT, "\\x%02x", c)
                                : String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return printable.toString();
    }

    /** The beginning of a payload, up to a number of characters; what is not UTF-8 as the replacement character. */
    static String beginning(byte[] payload, int characters) {
        int bytes = Math.min(payload.length, characters * 4);
        String text = of(new String(payload, 0, bytes, StandardCharsets.UTF_8));
        return text.codePointCount(0, text.length()) <= characters && bytes == payload.length
                ? text
                : text.substring(
                                0,
                                text.offsetByCodePoints(
                                        0, Math.min(characters - 3, text.codePointCount(0, text.length()))))
                        + "...";
    }
}
