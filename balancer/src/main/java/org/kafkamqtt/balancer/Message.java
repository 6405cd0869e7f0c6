package org.kafkamqtt.balancer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a balancer sees of a record about to be sent.
 *
 * <p>An interface, so that a producer can present its own record without copying. The arrays are only lent for the call.
 */
public interface Message {
    /** The topic's name. */
    String topic();

    /** The serialised key, null if there is none; an empty key is not null. */
    byte @Nullable [] key();

    /** The serialised value, null for a tombstone. */
    byte @Nullable [] value();

    /** The value of the last header of this name, null if there is none or it is null. */
    default byte @Nullable [] header(String name) {
        return null;
    }

    /** Milliseconds since 1970, or -1 if the producer sets none. */
    default long timestamp() {
        return -1;
    }

    /** Bytes of key and value together; headers and overhead are not counted, as kafka-go has it. */
    default int size() {
        byte[] key = key();
        byte[] value = value();
        return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    }

    /** A message with a key and a value and nothing else. */
    static Message of(byte @Nullable [] key, byte @Nullable [] value) {
        return new Plain("", key, value, Map.of(), -1);
    }

    /** A message with a text key and an empty value. */
    static Message of(String key) {
        return of(key.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    /** A message held in memory. */
    @SuppressWarnings("ArrayRecordComponent") // lent, never changed; equality is by content
    record Plain(
            String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers, long timestamp)
            implements Message {
        @Override
        public byte @Nullable [] header(String name) {
            return headers.get(name);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Plain p
                    && topic.equals(p.topic)
                    && Arrays.equals(key, p.key)
                    && Arrays.equals(value, p.value)
                    && headers.keySet().equals(p.headers.keySet())
                    && timestamp == p.timestamp;
        }

        @Override
        public int hashCode() {
            return Objects.hash(topic, Arrays.hashCode(key), Arrays.hashCode(value), timestamp);
        }
    }
}
