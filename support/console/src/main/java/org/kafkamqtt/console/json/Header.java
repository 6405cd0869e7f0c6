package org.kafkamqtt.console.json;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One header of a Kafka record.
 *
 * @param key its name
 * @param value its bytes, or null; not copied, so do not change them
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never changed; equality below is by content
public record Header(String key, byte @Nullable [] value) {

    /** The header that keeps the MQTT topic name of a bridged message. */
    public static final String MQTT_TOPIC = "mqtt.topic";
    /** The header that keeps the QoS of a bridged message, as one decimal digit. */
    public static final String MQTT_QOS = "mqtt.qos";
    /** The header that keeps whether a bridged message was retained, {@code true} or {@code false}. */
    public static final String MQTT_RETAIN = "mqtt.retain";
    /** The header that identifies repeats of a bridged message: they have the same value, and no other message has it. */
    public static final String MQTT_DELIVERY = "mqtt.delivery";
    /** The header that keeps the message expiry interval: seconds after the record's timestamp, in decimal. */
    public static final String MQTT_EXPIRY = "mqtt.expiry";
    /** The header that keeps the payload format indicator, {@code 0} or {@code 1}. */
    public static final String MQTT_FORMAT = "mqtt.format";
    /** The header that keeps the content type. */
    public static final String MQTT_CONTENT_TYPE = "mqtt.content-type";
    /** The header that keeps the response topic. */
    public static final String MQTT_RESPONSE_TOPIC = "mqtt.response-topic";
    /** The header that keeps the correlation data, raw. */
    public static final String MQTT_CORRELATION = "mqtt.correlation";
    /** What precedes the name of a user property in that of the header that keeps it. */
    public static final String MQTT_USER = "mqtt.user.";

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Header h && key.equals(h.key) && Arrays.equals(value, h.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, Arrays.hashCode(value));
    }

    @Override
    public String toString() {
        return key + "=" + Arrays.toString(value);
    }
}
