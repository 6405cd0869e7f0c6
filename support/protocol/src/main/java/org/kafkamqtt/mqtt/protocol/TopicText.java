package org.kafkamqtt.mqtt.protocol;

import java.util.Locale;

/** What topic names and topic filters have in common (MQTT 5.0 sections 1.5.4 and 4.7.3). */
final class TopicText {
    private static final int MAX_BYTES = 65_535;
    private static final int LONGEST_SHOWN = 100;

    private TopicText() {}

    static void check(String text, String kind) {
        if (text.isEmpty()) {
            throw new InvalidTopic("the " + kind + " is empty; it needs at least one character");
        }
        if (text.indexOf('\0') >= 0) {
            throw new InvalidTopic("a " + kind + " must not contain the character U+0000: " + shown(text));
        }
        if (size(text, kind) > MAX_BYTES) {
            throw new InvalidTopic("the " + kind + " is longer than 65,535 bytes: " + shown(text));
        }
    }

    /** Bytes of UTF-8. */
    private static long size(String text, String kind) {
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                size += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                size += 4;
                i++;
            } else {
                throw new InvalidTopic("the " + kind + " contains half of a surrogate pair: " + shown(text));
            }
        }
        return size;
    }

    /** The text as shown to people: control characters made visible, cut after 100 characters. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder("'");
        text.codePoints()
                .limit(LONGEST_SHOWN)
                .forEach(c -> shown.append(
                        Character.isISOControl(c) ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c)));
        return shown.append(text.length() > LONGEST_SHOWN ? "...'" : "'").toString();
    }
}
