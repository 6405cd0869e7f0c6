package org.kafkamqtt.mqtt.broker.session;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/** The numbers that a client has given to topic names. Not thread-safe; the session owns it. */
final class IncomingAliases {
    private final int maximum;
    private @Nullable String @Nullable [] names;

    /** None yet, of numbers from 1 to a maximum. */
    IncomingAliases(int maximum) {
        this.maximum = maximum;
    }

    /** The topic name of a PUBLISH; if it gives the name a number, that is remembered. */
    String topic(Publish publish) {
        Properties properties = publish.properties();
        int alias = properties.isEmpty() ? 0 : (int) properties.number(Property.TOPIC_ALIAS, 0);
        if (alias == 0) {
            return publish.topic();
        }
        if (alias > maximum) {
            throw new ProtocolError(ReasonCode.TOPIC_ALIAS_INVALID, "topic alias " + alias + " of at most " + maximum);
        }
        @Nullable String[] known = names == null ? new String[maximum + 1] : names;
        names = known;
        if (!publish.topic().isEmpty()) {
            known[alias] = publish.topic();
        }
        String name = known[alias];
        if (name == null) {
            throw ProtocolError.forbidden("topic alias " + alias + " was not given to a name");
        }
        return name;
    }
}
