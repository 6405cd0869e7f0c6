package org.kafkamqtt.mqtt.paho;

import org.kafkamqtt.mqtt.Publication;

/** A publication without a fate, and the connection it last went over. Thread-safe; the holder of the {@link Outbox} lock hands over. */
final class Pending {
    private final Publication publication;
    /** Number of the connection, 0 for none. */
    private volatile long handedTo;

    Pending(Publication publication, long handedTo) {
        this.publication = publication;
        this.handedTo = handedTo;
    }

    Publication publication() {
        return publication;
    }

    boolean isHandedOver() {
        return handedTo > 0;
    }

    /** It goes over the connection of this number. */
    void handOver(long epoch) {
        handedTo = epoch;
    }
}
