package org.kafkamqtt.mqtt.publish.source;

import java.util.Optional;
import java.util.SplittableRandom;

/** Messages of random bytes, of sizes in a range. Not thread-safe; the publishing thread owns it. */
final class RandomBytes implements Source {
    private final SplittableRandom random;
    private final int smallest;
    private final int largest;
    private final long count;
    private long given;

    RandomBytes(long seed, int smallest, int largest, long count) {
        this.random = new SplittableRandom(seed);
        this.smallest = smallest;
        this.largest = largest;
        this.count = count;
    }

    @Override
    public Optional<Draft> next() {
        if (given == count) {
            return Optional.empty();
        }
        given++;
        byte[] bytes = new byte[random.nextInt(smallest, largest + 1)];
        random.nextBytes(bytes);
        return Optional.of(Draft.of(bytes));
    }

    @Override
    public Place place() {
        return new Place("", "message", given, 0);
    }
}
