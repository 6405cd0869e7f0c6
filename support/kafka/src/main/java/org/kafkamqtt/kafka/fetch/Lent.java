package org.kafkamqtt.kafka.fetch;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The portions of one poll, and the leases on their bytes. */
final class Lent implements Fetched {
    private final List<SlicePortion> portions;
    private final AtomicReference<List<Lease>> leases;

    Lent(List<SlicePortion> portions, List<Lease> leases) {
        this.portions = portions;
        this.leases = new AtomicReference<>(leases);
    }

    @Override
    public List<Portion> portions() {
        return Collections.unmodifiableList(portions);
    }

    @Override
    public void close() {
        List<Lease> held = leases.getAndSet(List.of());
        try {
            portions.forEach(SlicePortion::close);
        } finally {
            held.forEach(Lease::release);
        }
    }
}
