package org.kafkamqtt.mqtt.broker.life;

import org.jspecify.annotations.Nullable;

/**
 * Where a life appends: every record of it under one producer ID that never changes. Only the node's thread calls {@link #append}, and
 * outcomes come on that thread, never before the call returns.
 */
public interface LifeLog {
    /** Hears what became of a record: one of these, once. */
    interface Outcome {
        /** It is in the log, with all in-sync replicas. */
        void stored();

        /** It failed. */
        void failed(Exception cause);
    }

    /**
     * The producer ID, which is the life's number; waits until it is known. Any thread may ask.
     *
     * @throws InterruptedException if the wait is interrupted
     */
    long producerId() throws InterruptedException;

    /**
     * Appends a record without headers, with the time of now.
     *
     * @param value null for none: a tombstone
     * @return false if there is no room for it now: nothing was done
     */
    boolean append(String topic, int partition, byte[] key, byte @Nullable [] value, Outcome outcome);
}
