package org.kafkamqtt.mqtt.protocol.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.InvalidTopic;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.TopicName;

/** The topic names that came last, so that most are neither checked nor decoded again. A few kilobytes at most. */
final class TopicCache {
    private static final int SLOTS = 8;
    private static final int LONGEST = 128;

    /** A name with its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // its own copy, compared by content below
    private record Known(byte[] bytes, String name) {}

    private final @Nullable Known[] slots = new Known[SLOTS];

    /** The topic name that these bytes are; empty for none. */
    String topic(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            return checked(bytes, from, to);
        }
        int slot = slot(bytes, from, to);
        Known known = slots[slot];
        if (known == null || !Arrays.equals(known.bytes(), 0, known.bytes().length, bytes, from, to)) {
            known = new Known(Arrays.copyOfRange(bytes, from, to), checked(bytes, from, to));
            slots[slot] = known;
        }
        return known.name();
    }

    private static int slot(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }

    private static String checked(byte[] bytes, int from, int to) {
        return from == to ? "" : topicName(Utf8.name(bytes, from, to));
    }

    /** The text, if it is a topic name. */
    static String topicName(String text) {
        try {
            return new TopicName(text).text();
        } catch (InvalidTopic e) {
            throw ProtocolError.malformed(e.sentence());
        }
    }
}
