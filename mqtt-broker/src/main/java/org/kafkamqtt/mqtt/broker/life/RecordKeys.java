package org.kafkamqtt.mqtt.broker.life;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Keys of records that are no messages.
 *
 * <p>Those that lie among messages begin with {@code #}: no topic name may contain it (MQTT 5.0 section 4.7.1), so that no message has
 * such a key, where the key is its topic name. A word and a slash alone would not do: {@code d/1} is a topic name. Where keys are other
 * things, the header of a fence says that it is no message ({@link org.kafkamqtt.mqtt.broker.message.RecordForm}).
 */
final class RecordKeys {
    private static final String FENCE = "#fence/";
    private static final String COPIER = "#copier/";
    private static final String MARK = "#mark/";

    private RecordKeys() {}

    /** Whether a record with this key is no message, whatever else it says. */
    static boolean foreignToMessages(byte[] key, int offset, int length) {
        return length > 0 && key[offset] == '#';
    }

    /** In the topic of nodes: a life. */
    static byte[] life(long producerId) {
        return bytes(Long.toString(producerId));
    }

    /** Anywhere: the fence of a producer, be it a life or a copier. */
    static byte[] fence(long producerId) {
        return bytes(FENCE + producerId);
    }

    /** In the topic of retained messages: the claim of a copier. */
    static byte[] copier(long producerId) {
        return bytes(COPIER + producerId);
    }

    /** In the topic of retained messages: how far the messages of a partition are copied. */
    static byte[] mark(String topic, int partition) {
        return bytes(MARK + topic + '/' + partition);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** The life that a key is of. */
    static OptionalLong lifeOf(byte @Nullable [] key) {
        return number(key, "");
    }

    /** The producer that a key is a fence of. */
    static OptionalLong fenceOf(byte @Nullable [] key) {
        return number(key, FENCE);
    }

    /** The copier that a key is a claim of. */
    static OptionalLong copierOf(byte @Nullable [] key) {
        return number(key, COPIER);
    }

    /** {@code TOPIC/PARTITION} that a key is a mark of, null if it is none. */
    static @Nullable String markOf(byte @Nullable [] key) {
        if (key == null) {
            return null;
        }
        String text = new String(key, UTF_8);
        return text.startsWith(MARK) ? text.substring(MARK.length()) : null;
    }

    private static OptionalLong number(byte @Nullable [] key, String before) {
        if (key == null) {
            return OptionalLong.empty();
        }
        String text = new String(key, UTF_8);
        if (!text.startsWith(before)) {
            return OptionalLong.empty();
        }
        String digits = text.substring(before.length());
        return digits.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
