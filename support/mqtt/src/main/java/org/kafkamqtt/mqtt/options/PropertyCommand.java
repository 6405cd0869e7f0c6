package org.kafkamqtt.mqtt.options;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/** What {@code -D} gives properties to: a packet that a client sends, or the will. */
public enum PropertyCommand {
    CONNECT,
    PUBLISH,
    WILL,
    SUBSCRIBE,
    UNSUBSCRIBE,
    DISCONNECT;

    /** The one of this name, in any case. */
    static Optional<PropertyCommand> named(String word) {
        return Stream.of(values())
                .filter(each -> each.toString().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Whether a client may send this property with it (MQTT 5.0 section 2.2.2.2). */
    boolean has(Property property) {
        return switch (this) {
            case CONNECT -> property.in(PacketType.CONNECT);
            // Subscription identifiers come from a server only (section 3.3.4).
            case PUBLISH -> property.in(PacketType.PUBLISH) && property != Property.SUBSCRIPTION_IDENTIFIER;
            case WILL -> property.inWill();
            case SUBSCRIBE -> property.in(PacketType.SUBSCRIBE);
            case UNSUBSCRIBE -> property.in(PacketType.UNSUBSCRIBE);
            // A server refers to another one, a client does not (section 3.14.2.2.5).
            case DISCONNECT -> property.in(PacketType.DISCONNECT) && property != Property.SERVER_REFERENCE;
        };
    }

    /** The names of its properties. */
    List<String> propertyNames() {
        return Stream.of(Property.values())
                .filter(this::has)
                .map(PropertyName::of)
                .sorted()
                .toList();
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
