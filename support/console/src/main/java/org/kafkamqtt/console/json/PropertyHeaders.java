package org.kafkamqtt.console.json;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kafkamqtt.console.text.Utf8;

/**
 * The headers that keep the properties of an MQTT 5 message in a record, one for each property, and what MQTT allows in them.
 *
 * <p>Numbers are decimal, texts UTF-8, correlation data raw bytes. The name of a user property is part of that of its header; these
 * repeat, and their order counts.
 */
public final class PropertyHeaders {
    /** The longest text or data of a property, in bytes (MQTT 5.0 section 1.5). */
    private static final int LONGEST = 65_535;

    private static final String MOST_SECONDS = "4294967295";

    private PropertyHeaders() {}

    /** Whether a header of this name keeps a property. */
    public static boolean keeps(String name) {
        return name.startsWith("mqtt.")
                && switch (name) {
                    case Header.MQTT_EXPIRY,
                            Header.MQTT_FORMAT,
                            Header.MQTT_CONTENT_TYPE,
                            Header.MQTT_RESPONSE_TOPIC,
                            Header.MQTT_CORRELATION -> true;
                    default -> name.startsWith(Header.MQTT_USER);
                };
    }

    /** Why MQTT cannot carry the value of a header that keeps a property, as words after its name; empty if it can. */
    public static Optional<String> fault(Header header) {
        byte[] value = header.value();
        if (value == null) {
            return Optional.of("has no value");
        }
        return switch (header.key()) {
            case Header.MQTT_EXPIRY -> number(value, MOST_SECONDS, "a number of seconds up to 4294967295");
            case Header.MQTT_FORMAT -> number(value, "1", "0 or 1");
            case Header.MQTT_CORRELATION -> length(value.length);
            case Header.MQTT_RESPONSE_TOPIC -> text(value).or(() -> topic(value));
            default -> user(header.key()).or(() -> text(value));
        };
    }

    private static Optional<String> number(byte[] value, String most, String wanted) {
        boolean digits = value.length > 0 && value.length <= most.length();
        for (byte digit : value) {
            digits &= digit >= '0' && digit <= '9';
        }
        String text = new String(value, StandardCharsets.UTF_8);
        boolean sound = digits && (value.length < most.length() || text.compareTo(most) <= 0);
        return sound ? Optional.empty() : Optional.of("is '" + text + "', not " + wanted);
    }

    private static Optional<String> length(int bytes) {
        return bytes <= LONGEST ? Optional.empty() : Optional.of("is longer than MQTT allows (65535 bytes)");
    }

    private static Optional<String> text(byte[] value) {
        if (!Utf8.isValid(value, 0, value.length)) {
            return Optional.of("is not UTF-8");
        }
        for (byte letter : value) {
            if (letter == 0) {
                return Optional.of("holds a NUL, which MQTT does not allow");
            }
        }
        return length(value.length);
    }

    private static Optional<String> topic(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        boolean name = !text.isEmpty() && text.indexOf('+') < 0 && text.indexOf('#') < 0;
        return name ? Optional.empty() : Optional.of("is '" + text + "', not a topic name");
    }

    private static Optional<String> user(String header) {
        if (!header.startsWith(Header.MQTT_USER)) {
            return Optional.empty();
        }
        String name = header.substring(Header.MQTT_USER.length());
        if (name.codePoints().anyMatch(letter -> letter >= 0xd800 && letter <= 0xdfff)) {
            return Optional.of("has a name with half of a surrogate pair");
        }
        return text(name.getBytes(StandardCharsets.UTF_8)).map(fault -> "has a name that " + fault);
    }
}
