package org.kafkamqtt.mqtt.options;

import java.nio.charset.StandardCharsets;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.mqtt.Words;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Properties.Entry;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Property.Kind;
import org.kafkamqtt.mqtt.protocol.packet.UserProperty;

/** Makes properties of what was typed; what they may not be is refused with status 2, named by what was typed before it. */
public final class PropertyValue {
    private static final int LONGEST = 65_535;
    private static final long LARGEST = 0xFFFF_FFFFL;
    private static final int DIGITS = 10;
    /** Nanoseconds: what is left of a second counts as one. */
    private static final long ALL_BUT_ONE = 999_999_999;

    private PropertyValue() {}

    /**
     * A property other than that of a user.
     *
     * @param typed such as {@code -D connect receive-maximum} or {@code --content-type}, for the refusal
     */
    public static Entry of(String typed, Property property, String value) {
        Kind kind = property.kind();
        return switch (kind) {
            case BYTE -> number(typed, property, value, 1);
            case TWO_BYTES -> number(typed, property, value, LONGEST);
            case FOUR_BYTES -> number(typed, property, value, LARGEST);
            case VARIABLE -> number(typed, property, value, 268_435_455);
            case TEXT -> text(typed, property, value);
            case BINARY -> new Entry(property, checked(typed, value).getBytes(StandardCharsets.UTF_8));
            case PAIR -> throw new IllegalArgumentException(typed);
        };
    }

    /** A property that has a name of the user's. */
    static Entry user(String typed, String name, String value) {
        return new Entry(Property.USER_PROPERTY, new UserProperty(checked(typed, name), checked(typed, value)));
    }

    /** A user property as {@code NAME=VALUE}. */
    public static Entry pair(String option, String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw Failure.usage(option + " '" + text + "' is not NAME=VALUE");
        }
        return user(option, text.substring(0, equals), text.substring(equals + 1));
    }

    /** A number of seconds, given as a duration; what is left of a second counts as one. */
    public static Entry seconds(String option, Property property, String text) {
        return new Entry(property, seconds(option, text));
    }

    static long seconds(String option, String text) {
        long seconds = Quantity.duration(text, "s").plusNanos(ALL_BUT_ONE).toSeconds();
        if (seconds > LARGEST) {
            throw Failure.usage(option + " " + text + " is longer than " + LARGEST + " seconds");
        }
        return seconds;
    }

    private static Entry number(String typed, Property property, String value, long largest) {
        long smallest =
                switch (property) {
                    case RECEIVE_MAXIMUM, MAXIMUM_PACKET_SIZE, TOPIC_ALIAS, SUBSCRIPTION_IDENTIFIER -> 1;
                    default -> 0;
                };
        boolean digits = value.matches("[0-9]{1," + DIGITS + "}");
        if (!digits || Long.parseLong(value) < smallest || Long.parseLong(value) > largest) {
            throw Failure.usage(typed + " '" + value + "' is not a number from " + smallest + " to " + largest);
        }
        return new Entry(property, Long.valueOf(value));
    }

    private static Entry text(String typed, Property property, String value) {
        if (property == Property.RESPONSE_TOPIC) {
            TopicName topic = Words.topicName(value);
            return new Entry(property, topic.text());
        }
        return new Entry(property, checked(typed, value));
    }

    private static String checked(String typed, String value) {
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw Failure.usage(typed + " is longer than 65,535 bytes");
        }
        if (value.indexOf('\0') >= 0) {
            throw Failure.usage(typed + " has the character U+0000 in it, which MQTT does not allow");
        }
        return value;
    }
}
