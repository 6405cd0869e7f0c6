package org.kafkamqtt.kafka.fetch;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The portions of one poll, and the leases on their bytes. */
final class Lent implements Fetched {
    private final List<Portion> portions;
    private final AtomicReference<List<Lease>> leases;

    Lent(List<Portion> portions, List<Lease> leases) {
        this.portions = Collections.unmodifiableList(portions);
        this.leases = new AtomicReference<>(leases);
    }

    @Override
    public List<Portion> portions() {
        return portions;
    }

    @Override
    public void close() {
        leases.getAndSet(List.of()).forEach(Lease::release);
    }
}
