package org.kafkamqtt.mqtt.subscribe.sink;

import java.nio.charset.StandardCharsets;
import org.kafkamqtt.console.terminal.Cells;

/** Text as a person may see it on a terminal: nothing in it moves the cursor. */
final class Printable {
    private Printable() {}

    /** Control characters as {@code \xNN} or {@code \}{@code uNNNN}. */
    static String of(String text) {
        return Cells.harmless(text);
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
