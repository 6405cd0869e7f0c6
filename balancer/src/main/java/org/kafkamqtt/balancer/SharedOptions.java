package org.kafkamqtt.balancer;

/** Settings that several tables offer, each with the one way to read it. */
final class SharedOptions {
    private static final int BATCH_BYTES = 16384;

    static final BalancerOption SEED = new BalancerOption("seed", "", "makes the random choices repeatable");
    static final BalancerOption BATCH =
            new BalancerOption("batch", String.valueOf(BATCH_BYTES), "bytes before moving on to another partition");

    private SharedOptions() {}

    /** The bytes of {@link #BATCH}. */
    static int batch(Options options) {
        return (int) options.number(BATCH.name(), BATCH_BYTES, 1, Integer.MAX_VALUE);
    }

    /** Java's choice without a key, which others adopted: needs {@link #BATCH} and {@link #SEED}. */
    static Balancer sticky(Options options) {
        return new JavaSticky(batch(options), options.random());
    }
}
