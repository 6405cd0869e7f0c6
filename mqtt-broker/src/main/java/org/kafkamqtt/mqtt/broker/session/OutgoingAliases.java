package org.kafkamqtt.mqtt.broker.session;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers that were given to the first topic names a client got. Not thread-safe; the session owns it. */
final class OutgoingAliases {
    /** However many a client allows, no more are kept for it. */
    private static final int MOST = 32;
    /** A name of so many characters is no longer than its alias. */
    private static final int SHORT = 3;
    /** Longer names are not kept. */
    private static final int LONG = 1_024;

    private final int maximum;
    private @Nullable Map<String, Integer> numbers;

    /** None yet, of as many as the client allows. */
    OutgoingAliases(int allowed) {
        maximum = Math.min(allowed, MOST);
    }

    /** The number of a name, 0 if it has none. */
    int known(String topic) {
        return numbers == null ? 0 : numbers.getOrDefault(topic, 0);
    }

    /** The number that a name without one may get, 0 for none. */
    int free(String topic) {
        int next = numbers == null ? 1 : numbers.size() + 1;
        return next > maximum || topic.length() <= SHORT || topic.length() > LONG ? 0 : next;
    }

    /** The client was told. */
    void given(String topic, int number) {
        if (numbers == null) {
            numbers = new HashMap<>(4);
        }
        numbers.put(topic, number);
    }
}
