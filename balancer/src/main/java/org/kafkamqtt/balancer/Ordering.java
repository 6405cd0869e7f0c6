package org.kafkamqtt.balancer;

/** What a balancer promises about messages that have the same key. */
public enum Ordering {
    /** All go to one partition as long as the number of partitions stays, whatever else happens. */
    PER_KEY("same key, same partition"),
    /** They may be spread over several partitions: per-key order is lost. */
    KEY_SPLITTING("a key may use several partitions"),
    /** The key has no say. */
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
