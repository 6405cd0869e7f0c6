package org.kafkamqtt.balancer;

/**
 * What a balancer promises about messages that have the same key.
 *
 * <p>A balancer that goes by a header or by the value promises nothing about keys: it is {@link #NONE}, and
 * {@link Balancers#promise} gives what it does promise.
 */
public enum Ordering {
    /**
     * All go to one partition as long as the number of partitions stays the same, whatever else happens. An empty key
     * may count as no key ({@link Definition#keyless}).
     */
    PER_KEY("same key, same partition"),
    /** They may be spread over several partitions: per-key order is lost. */
    KEY_SPLITTING("a key may use several partitions"),
    /** Nothing: the key is ignored, or something else decides as well. */
    NONE("the key is ignored");

    private final String promise;

    Ordering(String promise) {
        this.promise = promise;
    }

    /** The promise in a few words. */
    public String promise() {
        return promise;
    }
}
