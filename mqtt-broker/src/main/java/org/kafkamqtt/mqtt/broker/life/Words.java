package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record as a line of {@code NAME=VALUE}, separated by single spaces, in UTF-8: easy to read for whoever prints the topic.
 *
 * <p>The first one is {@code v=1}, the version of the form. A reader ignores names that it does not know; where they change the meaning
 * of others, the version is another one, which it refuses. Spaces and control characters in a value become {@code _}.
 */
final class Words {
    private static final String VERSION = "1";

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Nothing yet but the version. */
    Words() {
        values.put("v", VERSION);
    }

    Words with(String name, Object value) {
        values.put(name, value.toString().replaceAll("[\\s\\p{Cntrl}]", "_"));
        return this;
    }

    byte[] bytes() {
        StringBuilder line = new StringBuilder();
        values.forEach((name, value) ->
                line.append(line.isEmpty() ? "" : " ").append(name).append('=').append(value));
        return line.toString().getBytes(UTF_8);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException in words that fit after "is", if it is none, or of another version
     */
    static Words of(byte[] value) {
        Words words = new Words();
        words.values.clear();
        for (String word : new String(value, UTF_8).split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                words.values.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        String version = words.values.get("v");
        if (version == null) {
            throw new IllegalArgumentException("not a line that begins with v=" + VERSION);
        } else if (!version.equals(VERSION)) {
            throw new IllegalArgumentException("of version " + version + ", which is newer than this mqtt-broker");
        }
        return words;
    }

    /** Empty if it is not there. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** A decimal number of 18 digits at most, if there is one. */
    OptionalLong number(String name) {
        return numberOf(values.get(name));
    }

    static OptionalLong numberOf(@Nullable String text) {
        return text != null && text.matches("-?[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
