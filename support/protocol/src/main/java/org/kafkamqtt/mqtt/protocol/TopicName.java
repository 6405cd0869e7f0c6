package org.kafkamqtt.mqtt.protocol;

import java.util.Optional;

/**
 * What a message is published to: no wildcards, 1 to 65,535 bytes of UTF-8 without U+0000 (MQTT 3.1.1 section 4.7).
 *
 * @param text the name, case-sensitive; an empty level is a level
 */
public record TopicName(String text) {

    /** Refuses, with {@link InvalidTopic}, what is not a topic name. */
    public TopicName {
        TopicText.check(text, "topic name");
        int wildcard = firstWildcard(text);
        if (wildcard >= 0) {
            throw new InvalidTopic("a topic name must not contain '" + text.charAt(wildcard) + "': "
                    + TopicText.shown(text) + "; wildcards belong in topic filters");
        }
    }

    /** The name, if the text is a topic name. */
    public static Optional<TopicName> from(String text) {
        try {
            return Optional.of(new TopicName(text));
        } catch (InvalidTopic e) {
            return Optional.empty();
        }
    }

    private static int firstWildcard(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '+' || text.charAt(i) == '#') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return text;
    }
}
