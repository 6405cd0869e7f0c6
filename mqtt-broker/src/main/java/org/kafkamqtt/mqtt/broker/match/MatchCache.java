package org.kafkamqtt.mqtt.broker.match;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found for topic names, within a bound of memory: when that is reached, it begins anew.
 *
 * @param <S> who subscribes
 */
final class MatchCache<S> {
    /** Bytes of an entry besides its name and its answer, about. */
    private static final int ENTRY = 128;

    private final long capacity;
    private Map<String, Answer<S>> found = new HashMap<>();
    private long bytes;

    /** A cache of so many bytes, about. */
    MatchCache(long capacity) {
        this.capacity = capacity;
    }

    @Nullable
    Answer<S> get(String topic) {
        return found.get(topic);
    }

    void put(String topic, Answer<S> answer) {
        long size = size(topic, answer);
        if (bytes + size > capacity) {
            clear();
        }
        if (size <= capacity) {
            found.put(topic, answer);
            bytes += size;
        }
    }

    /** Forgets one name. */
    void forget(String topic) {
        Answer<S> old = found.remove(topic);
        if (old != null) {
            bytes -= size(topic, old);
        }
    }

    /** Forgets all names; costs nothing if there are none. */
    void clear() {
        if (!found.isEmpty()) {
            found = new HashMap<>();
            bytes = 0;
        }
    }

    /** How many names are in it. */
    int size() {
        return found.size();
    }

    private long size(String topic, Answer<S> answer) {
        return ENTRY + topic.length() * 2L + answer.bytes();
    }
}
