package org.kafkamqtt.producer.ledger;

import java.util.concurrent.atomic.AtomicLong;

/** A count that one thread adds to and any thread may read; cheaper than one that many may add to. */
final class Count {
    private final AtomicLong value = new AtomicLong();

    /** By the one thread that counts. */
    void add(long more) {
        value.lazySet(value.getPlain() + more);
    }

    long get() {
        return value.get();
    }
}
