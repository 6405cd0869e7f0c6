package org.kafkamqtt.mqtt.five;

import java.util.HashMap;
import java.util.Map;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/**
 * The topic aliases that this client uses on one connection (MQTT 5.0 section 3.3.2.3.4).
 *
 * <p>A topic gets its alias when it is published to for the second time, so that a single message costs no byte more; and only if its
 * name is longer than what stands for it. The first topics get the aliases there are and keep them. Not thread-safe; the lock of the
 * session guards it.
 */
final class OutgoingAliases {
    /** A property identifier and two bytes. */
    private static final int COST = 3;
    /** More would take memory for little. */
    private static final int MOST = 256;

    private static final int SEEN = 0;

    private final int most;
    private final Map<String, Integer> known = new HashMap<>();
    private int given;

    /** @param most that the server accepts, 0 for none */
    OutgoingAliases(int most) {
        this.most = Math.min(most, MOST);
    }

    /** What to write instead of a topic name. */
    record Named(String topic, Properties properties) {}

    /** How to name this topic; an alias that the user gave is left alone. */
    Named name(String topic, Properties properties) {
        if (most == 0 || topic.length() <= COST || properties.has(Property.TOPIC_ALIAS)) {
            return new Named(topic, properties);
        }
        Integer alias = known.get(topic);
        if (alias == null) {
            if (known.size() < MOST) {
                known.put(topic, SEEN);
            }
            return new Named(topic, properties);
        }
        if (alias != SEEN) {
            return new Named("", with(alias, properties));
        }
        if (given == most) {
            return new Named(topic, properties);
        }
        known.put(topic, ++given);
        return new Named(topic, with(given, properties));
    }

    private static Properties with(int alias, Properties properties) {
        return Properties.builder()
                .all(properties)
                .number(Property.TOPIC_ALIAS, alias)
                .build();
    }
}
