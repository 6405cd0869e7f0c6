package org.kafkamqtt.console.json;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record or MQTT message as a JSON line carried it.
 *
 * @param origin whether Kafka or MQTT
 * @param topic Kafka topic or MQTT topic name
 * @param partition of a record
 * @param offset of a record
 * @param timestamp in milliseconds since 1970
 * @param key of a record, null if it has none; MQTT messages have none
 * @param value value or payload, null for a tombstone; never null for an MQTT message
 * @param headers of a record, in order, duplicates kept
 * @param qos of a message, 0 to 2
 * @param retain of a message
 * @param delivery the same for a message and its repeats, and for no other message
 * @param properties of a message of MQTT 5, as the headers that keep them ({@link PropertyHeaders}), in order
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Envelope(
        Origin origin,
        Optional<String> topic,
        OptionalInt partition,
        OptionalLong offset,
        OptionalLong timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers,
        OptionalInt qos,
        Optional<Boolean> retain,
        Optional<String> delivery,
        List<Header> properties) {

    /** Where a line comes from. */
    public enum Origin {
        KAFKA,
        MQTT
    }
}
