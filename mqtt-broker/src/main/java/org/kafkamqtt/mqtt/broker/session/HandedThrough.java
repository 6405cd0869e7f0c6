package org.kafkamqtt.mqtt.broker.session;

import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/** The properties of a message that its subscribers see, in the order in which its publisher wrote them. */
final class HandedThrough {
    private HandedThrough() {}

    static Properties of(Properties published) {
        if (published.isEmpty()) {
            return Properties.NONE;
        }
        Properties.Builder kept = Properties.builder();
        boolean all = true;
        for (Properties.Entry entry : published.entries()) {
            if (isKept(entry.property())) {
                kept.add(entry);
            } else {
                all = false;
            }
        }
        return all ? published : kept.build();
    }

    private static boolean isKept(Property property) {
        return switch (property) {
            case PAYLOAD_FORMAT, CONTENT_TYPE, RESPONSE_TOPIC, CORRELATION_DATA, USER_PROPERTY -> true;
            default -> false;
        };
    }
}
