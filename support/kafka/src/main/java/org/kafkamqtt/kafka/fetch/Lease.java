package org.kafkamqtt.kafka.fetch;

import java.util.concurrent.atomic.AtomicInteger;

/** The bytes of an answer, which many slices lie in: given back once nobody holds them. Thread-safe. */
final class Lease {
    private final AtomicInteger holders = new AtomicInteger(1);
    private final Runnable back;

    /** Held by whoever makes it. */
    Lease(Runnable back) {
        this.back = back;
    }

    Lease hold() {
        holders.incrementAndGet();
        return this;
    }

    /** Each holder once. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            back.run();
        }
    }
}
