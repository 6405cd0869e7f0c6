package org.kafkamqtt.balancer;

/**
 * What a balancer promises about messages that have the same key.
 *
 * <p>One that goes by a header or the value promises nothing of keys: it is {@link #NONE}, and {@link Balancers#promise}
 * says what it does promise.
 */
public enum Ordering {
    /**
     * All go to one partition as long as the number of partitions stays, whatever else happens. An empty key may count
     * as none ({@link Definition#keyless}).
     */
    PER_KEY("same key, same partition"),
    /** They may be spread over several partitions: per-key order is lost. */
    KEY_SPLITTING("a key may use several partitions"),
    /** Nothing: the key has no say, or not the only one. */
    NONE("the key has no say");

    private final String promise;

    Ordering(String promise) {
        this.promise = promise;
    }

    /** The promise in a few words. */
    public String promise() {
        return promise;
    }
}
