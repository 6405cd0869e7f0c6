package org.kafkamqtt.balancer;

import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Random numbers for balancers: repeatable with a seed, otherwise from the thread's own generator. Thread-safe, lock-free. */
interface RandomSource {
    /** 32 random bits. */
    int next();

    /** A number from 0 to bound-1, all equally likely to within 2^-32. */
    default int below(int bound) {
        return (int) ((next() & 0xffffffffL) * bound >>> 32);
    }

    static RandomSource of(OptionalLong seed) {
        return seed.isPresent()
                ? seeded(seed.getAsLong())
                : () -> ThreadLocalRandom.current().nextInt();
    }

    /** SplitMix64 (Steele, Lea and Flood 2014) over a shared counter. */
    static RandomSource seeded(long seed) {
        AtomicLong state = new AtomicLong(seed);
        return () -> (int) (Mix.mix64(state.addAndGet(0x9e3779b97f4a7c15L)) >>> 32);
    }
}
