package org.kafkamqtt.kafka.append;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The batches of one request, each of another partition. The appender's thread owns it.
 *
 * @param <N> what the owner notes about the records of a batch
 */
public final class Shipment<N> {
    private final int node;
    private final boolean ready;
    private final List<Batch<N>> batches = new ArrayList<>(1);
    private long size;

    Shipment(int node, boolean ready) {
        this.node = node;
        this.ready = ready;
    }

    /** The node that it goes to. */
    public int node() {
        return node;
    }

    public List<Batch<N>> batches() {
        return Collections.unmodifiableList(batches);
    }

    boolean takes(Batch<N> batch, int most) {
        return ready && (batches.isEmpty() || size + batch.sentSize() <= most);
    }

    void add(Batch<N> batch) {
        batches.add(batch);
        size += batch.sentSize();
    }
}
