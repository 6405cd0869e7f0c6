package org.kafkamqtt.mqtt.broker.route;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Answers that were given lately, each at the one place where its question belongs: a new one there replaces it. Bounded, thread-safe,
 * never waits.
 *
 * @param <E> an immutable entry: question and answer
 */
final class Remembered<E> {
    /** Longer questions are not remembered, so that nobody can fill the memory with them. */
    static final int LONGEST = 256;

    private final AtomicReferenceArray<@Nullable E> places;

    /**
     * An empty memory.
     *
     * @param places a power of two
     */
    Remembered(int places) {
        this.places = new AtomicReferenceArray<>(places);
    }

    /** What was remembered last for a question with this hash, whatever the question was. */
    @Nullable
    E at(int hash) {
        return places.getAcquire(place(hash));
    }

    void put(int hash, E entry) {
        places.setRelease(place(hash), entry);
    }

    private int place(int hash) {
        int spread = hash * 0x9E3779B9;
        return (spread >>> 8 ^ spread >>> 20) & places.length() - 1;
    }
}
