package org.kafkamqtt.mqtt.five;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/** The topic aliases that the broker uses on one connection. Not thread-safe; the thread that reads owns it. */
final class IncomingAliases {
    private final @Nullable String[] topics;

    /** @param most that the broker may use, 0 to 65,535 */
    IncomingAliases(int most) {
        topics = new String[most];
    }

    /**
     * The topic name of a message.
     *
     * @throws ProtocolError if its alias is not one, or stands for nothing yet
     */
    String topic(Publish publish) {
        if (!publish.properties().has(Property.TOPIC_ALIAS)) {
            return publish.topic();
        }
        int alias = (int) publish.properties().number(Property.TOPIC_ALIAS, 0);
        if (alias < 1 || alias > topics.length) {
            throw new ProtocolError(
                    ReasonCode.TOPIC_ALIAS_INVALID,
                    "the topic alias " + alias + ", though " + (topics.length == 0 ? "none" : "1 to " + topics.length)
                            + " may be used");
        }
        if (!publish.topic().isEmpty()) {
            topics[alias - 1] = publish.topic();
            return publish.topic();
        }
        String known = topics[alias - 1];
        if (known == null) {
            throw ProtocolError.forbidden("the topic alias " + alias + ", which stands for no topic yet");
        }
        return known;
    }
}
