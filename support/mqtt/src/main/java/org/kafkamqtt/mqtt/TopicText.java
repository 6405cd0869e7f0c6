package org.kafkamqtt.mqtt;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.kafkamqtt.console.failure.Failure;

/** What topic names and topic filters have in common (MQTT 3.1.1 sections 1.5.3 and 4.7). */
final class TopicText {
    private static final int MAX_BYTES = 65_535;

    private TopicText() {}

    static void check(String text, String kind) {
        if (text.isEmpty()) {
            throw Failure.usage("the " + kind + " is empty; it needs at least one character");
        }
        if (text.indexOf('\0') >= 0) {
            throw Failure.usage("a " + kind + " must not contain the character U+0000: " + shown(text));
        }
        if (size(text, kind) > MAX_BYTES) {
            throw Failure.usage("the " + kind + " is longer than 65,535 bytes: " + shown(text));
        }
    }

    private static int size(String text, String kind) {
        if (text.length() * 3 <= MAX_BYTES && !hasSurrogate(text)) {
            return text.length();
        }
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(text))
                    .remaining();
        } catch (CharacterCodingException e) {
            throw Failure.usage("the " + kind + " contains half of a surrogate pair: " + shown(text));
        }
    }

    private static boolean hasSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The text as shown to people: control characters made visible, cut after 100 characters. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder("'");
        text.codePoints()
                .limit(100)
                .forEach(c -> shown.append(
                        Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c)));
        return shown.append(text.length() > 100 ? "...'" : "'").toString();
    }
}
