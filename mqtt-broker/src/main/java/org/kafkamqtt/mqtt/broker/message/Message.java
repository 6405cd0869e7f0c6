package org.kafkamqtt.mqtt.broker.message;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

/**
 * An application message, as it was published and as it lies in the log. Immutable.
 *
 * @param topic a topic name
 * @param payload perhaps lent, where it goes into the log; its own bytes, where it comes out
 * @param properties those that are handed through: payload format, content type, response topic, correlation data and user
 *     properties, and nothing else
 * @param timestamp milliseconds since 1970 when it was published
 * @param expiry seconds after that in which it is of use, -1 for ever
 * @param origin null unless it is known
 */
public record Message(
        String topic,
        Payload payload,
        Qos qos,
        boolean retain,
        Properties properties,
        long timestamp,
        long expiry,
        @Nullable Origin origin) {
    /** Whether it is of no use any more at this time, in milliseconds since 1970. */
    public boolean expired(long now) {
        return expiry >= 0 && now >= timestamp + expiry * 1000;
    }

    /** Seconds for which it is of use from then on, at least 1; -1 for ever. */
    public long remaining(long now) {
        return expiry < 0 ? -1 : Math.max(1, expiry - Math.max(0, now - timestamp) / 1000);
    }
}
