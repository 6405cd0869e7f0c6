package org.kafkamqtt.console.generate;

import java.time.Clock;
import java.util.SplittableRandom;

/**
 * What generated text is made from: a running number, a random source, the time.
 *
 * <p>The same seed gives the same numbers in the same order; the time is the clock's. Not thread-safe.
 */
public final class Chance {
    private final SplittableRandom random;
    private final Clock clock;
    private long index = -1;
    private double spareNormal = Double.NaN;

    public Chance(long seed, Clock clock) {
        this.random = new SplittableRandom(seed);
        this.clock = clock;
    }

    /** Goes to the next record; the first has number 0. */
    public void advance() {
        index++;
    }

    /** The number of the current record, from 0. */
    public long index() {
        return index;
    }

    long millis() {
        return clock.millis();
    }

    /** A whole number between both, both included. */
    long between(long low, long high) {
        return high == Long.MAX_VALUE ? random.nextLong(low - 1, high) + 1 : random.nextLong(low, high + 1);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    long bits() {
        return random.nextLong();
    }

    /** A number of the standard normal distribution, by Marsaglia's polar method. */
    double normal() {
        if (!Double.isNaN(spareNormal)) {
            double spare = spareNormal;
            spareNormal = Double.NaN;
            return spare;
        }
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                double factor = Math.sqrt(-2 * Math.log(square) / square);
                spareNormal = y * factor;
                return x * factor;
            }
        }
    }
}
