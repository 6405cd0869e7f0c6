package org.kafkamqtt.mqtt.broker.route;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Utf8;

/** What MQTT and Kafka accept as names. */
final class Names {
    private static final int LONGEST_TOPIC_NAME = 65_535;
    private static final int LONGEST_KAFKA_TOPIC = 249;
    private static final Pattern KAFKA = Pattern.compile("[a-zA-Z0-9._-]*");

    private Names() {}

    /** The bytes as a topic name of MQTT: UTF-8, 1 to 65,535 bytes, without wildcards or U+0000. Null if they are none. */
    static @Nullable String topicName(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > LONGEST_TOPIC_NAME) {
            return null;
        }
        for (byte b : bytes) {
            if (b == '+' || b == '#' || b == 0) {
                return null;
            }
        }
        return Utf8.isValid(bytes, 0, bytes.length) ? new String(bytes, StandardCharsets.UTF_8) : null;
    }

    /** Whether the text is a topic name of MQTT. */
    static boolean isTopicName(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // Half of a surrogate pair becomes a question mark.
        return text.equals(topicName(bytes));
    }

    /** What is wrong with a name of a Kafka topic, to follow it in a sentence; empty if nothing is. */
    static Optional<String> wrongKafkaTopic(String name) {
        if (name.isEmpty()) {
            return Optional.of("is empty");
        }
        if (name.equals(".") || name.equals("..")) {
            return Optional.of("is not a name");
        }
        if (name.length() > LONGEST_KAFKA_TOPIC) {
            return Optional.of("is longer than " + LONGEST_KAFKA_TOPIC + " characters");
        }
        return hasKafkaLetters(name)
                ? Optional.empty()
                : Optional.of("has other characters than letters, digits, '.', '_' and '-'");
    }

    /** Whether a part of a Kafka topic's name has only such characters as are allowed there. */
    static boolean hasKafkaLetters(String part) {
        return KAFKA.matcher(part).matches();
    }
}
