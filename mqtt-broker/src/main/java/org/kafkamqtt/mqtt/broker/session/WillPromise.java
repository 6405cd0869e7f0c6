package org.kafkamqtt.mqtt.broker.session;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.Origin;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Will;

/** The will of a client, as long as it stands. Not thread-safe; the session owns it. */
final class WillPromise {
    private @Nullable Will will;

    /** Stands from now on; the payload is copied. */
    void give(Will given) {
        will = new Will(
                given.topic(), Payload.of(given.payload().copy()), given.qos(), given.retain(), given.properties());
    }

    /** It is not to be published any more. */
    void drop() {
        will = null;
    }

    /**
     * The message to publish, once; null for none.
     *
     * @param timestamp milliseconds since 1970
     */
    @Nullable
    Message redeem(Origin origin, long timestamp) {
        Will last = will;
        will = null;
        return last == null
                ? null
                : new Message(
                        last.topic(),
                        last.payload(),
                        last.qos(),
                        last.retain(),
                        HandedThrough.of(last.properties()),
                        timestamp,
                        last.properties().number(Property.MESSAGE_EXPIRY, -1),
                        origin);
    }
}
