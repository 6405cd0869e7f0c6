package org.kafkamqtt.mqtt.subscribe.format;

import java.util.OptionalLong;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.UserProperty;

/**
 * The letters of a format that stand for properties of MQTT 5, written as mosquitto_sub 2.0 does (measured with 2.0.11).
 *
 * <p>A number that is not there is as many blanks, or zeros, as its width; a content type that is not there blanks; a response topic
 * that is not there nothing. Correlation data and user properties have no width.
 */
final class PropertyLetter {
    private PropertyLetter() {}

    /** One of {@code A C D E F P R S}. */
    static LineFormat of(char letter, Width width) {
        return switch (letter) {
            case 'A' -> number(Property.TOPIC_ALIAS, width);
            case 'E' -> number(Property.MESSAGE_EXPIRY, width);
            case 'F' -> number(Property.PAYLOAD_FORMAT, width);
            case 'S' -> number(Property.SUBSCRIPTION_IDENTIFIER, width);
            case 'C' ->
                (message, out) -> {
                    String type = message.properties().text(Property.CONTENT_TYPE);
                    width.text(type == null ? "" : type, out);
                };
            case 'R' ->
                (message, out) -> {
                    String topic = message.properties().text(Property.RESPONSE_TOPIC);
                    if (topic != null) {
                        width.text(topic, out);
                    }
                };
            case 'D' ->
                (message, out) -> {
                    byte[] data = message.properties().bytes(Property.CORRELATION_DATA);
                    if (data != null) {
                        out.add(data);
                    }
                };
            case 'P' -> (message, out) -> users(message.properties(), out);
            default -> throw new IllegalArgumentException("no letter of a property: " + letter);
        };
    }

    private static LineFormat number(Property property, Width width) {
        return (message, out) -> {
            OptionalLong number = message.properties().number(property);
            if (number.isPresent()) {
                width.number(number.getAsLong(), out);
            } else {
                width.noNumber(out);
            }
        };
    }

    private static void users(Properties properties, Bytes out) {
        boolean more = false;
        for (UserProperty user : properties.user()) {
            out.add(more ? " " : "").add(user.name()).add(':').add(user.value());
            more = true;
        }
    }
}
