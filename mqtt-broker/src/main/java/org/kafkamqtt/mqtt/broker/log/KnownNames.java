package org.kafkamqtt.mqtt.broker.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.route.Routes;

/**
 * The topic names of records of one Kafka topic, remembered by the bytes of key and header, so that a name that comes again costs no
 * object. Bounded: names that fall on one place replace one another. Not thread-safe; whoever made it owns it.
 */
final class KnownNames {
    /** Places for names, a power of two. */
    private static final int PLACES = 4_096;
    /** Longer keys and headers are not remembered, so that nobody can fill the memory with them. */
    private static final int LONGEST = 256;

    private static final int SPREAD = 0x9E3779B9;

    private final Routes routes;
    private final String kafkaTopic;
    private final @Nullable Known[] known = new Known[PLACES];

    /**
     * A name that was found.
     *
     * @param key null if there is none
     * @param header null if there is none
     * @param name null if the record has none
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by hand
    private record Known(byte @Nullable [] key, byte @Nullable [] header, @Nullable String name) {
        boolean is(byte[] keys, int keyAt, int keyLength, byte[] headers, int headerAt, int headerLength) {
            return same(key, keys, keyAt, keyLength) && same(header, headers, headerAt, headerLength);
        }

        private static boolean same(byte @Nullable [] mine, byte[] bytes, int at, int length) {
            return mine == null
                    ? length < 0
                    : mine.length == length && Arrays.equals(mine, 0, length, bytes, at, at + length);
        }
    }

    KnownNames(Routes routes, String kafkaTopic) {
        this.routes = routes;
        this.kafkaTopic = kafkaTopic;
    }

    /**
     * The topic name of a record, null if it has none.
     *
     * @param keyLength -1 for no key
     * @param headerLength of {@code mqtt.topic}, -1 for no such header
     */
    @Nullable
    String of(byte[] keys, int keyAt, int keyLength, byte[] headers, int headerAt, int headerLength) {
        int place = place(keys, keyAt, keyLength, headers, headerAt, headerLength);
        Known found = known[place];
        if (found != null && found.is(keys, keyAt, keyLength, headers, headerAt, headerLength)) {
            return found.name;
        }
        byte[] key = keyLength < 0 ? null : Arrays.copyOfRange(keys, keyAt, keyAt + keyLength);
        byte[] header = headerLength < 0 ? null : Arrays.copyOfRange(headers, headerAt, headerAt + headerLength);
        String name = routes.topicName(kafkaTopic, key, header);
        if (keyLength <= LONGEST && headerLength <= LONGEST) {
            known[place] = new Known(key, header, name);
        }
        return name;
    }

    private static int place(byte[] keys, int keyAt, int keyLength, byte[] headers, int headerAt, int headerLength) {
        int hash = 1;
        for (int i = keyAt; i < keyAt + keyLength; i++) {
            hash = 31 * hash + keys[i];
        }
        for (int i = headerAt; i < headerAt + headerLength; i++) {
            hash = 31 * hash + headers[i];
        }
        int spread = hash * SPREAD;
        return (spread >>> 8 ^ spread >>> 20) & PLACES - 1;
    }
}
