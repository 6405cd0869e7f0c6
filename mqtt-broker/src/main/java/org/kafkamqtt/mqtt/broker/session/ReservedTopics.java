package org.kafkamqtt.mqtt.broker.session;

import org.kafkamqtt.mqtt.protocol.TopicFilter;

/** The topic names that belong to the server: no client publishes there. Other names that begin with {@code $} are anybody's. */
final class ReservedTopics {
    private static final String SYSTEM = "$SYS";
    private static final String CONTROL = "$CONTROL/";
    /** Where bridges of other brokers say whether they are connected. */
    private static final TopicFilter BRIDGES = new TopicFilter("$SYS/broker/connection/+/state");

    private ReservedTopics() {}

    static boolean isReserved(String topic) {
        if (topic.isEmpty() || topic.charAt(0) != '$') {
            return false;
        }
        return isControl(topic) || isSystem(topic) && !BRIDGES.matches(topic);
    }

    private static boolean isSystem(String topic) {
        return topic.startsWith(SYSTEM) && (topic.length() == SYSTEM.length() || topic.charAt(SYSTEM.length()) == '/');
    }

    /** Whether it is a name for commands to a server. */
    static boolean isControl(String topic) {
        return topic.startsWith(CONTROL);
    }
}
