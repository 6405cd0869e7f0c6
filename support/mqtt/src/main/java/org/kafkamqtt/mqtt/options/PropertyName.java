package org.kafkamqtt.mqtt.options;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/** What properties are called on the command line: as in the specification, in lower case and with dashes, as in mosquitto. */
final class PropertyName {
    private PropertyName() {}

    static String of(Property property) {
        return switch (property) {
            case PAYLOAD_FORMAT -> "payload-format-indicator";
            case MESSAGE_EXPIRY -> "message-expiry-interval";
            case SESSION_EXPIRY -> "session-expiry-interval";
            case WILL_DELAY -> "will-delay-interval";
            case SUBSCRIPTION_IDENTIFIERS_AVAILABLE -> "subscription-identifier-available";
            default -> property.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    /** The property of this name, in any case. */
    static Optional<Property> property(String word) {
        return Stream.of(Property.values())
                .filter(each -> of(each).equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> all() {
        return Stream.of(Property.values()).map(PropertyName::of).toList();
    }
}
