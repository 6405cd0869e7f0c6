package org.kafkamqtt.producer;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way: knows its place in the input and hears what became of it.
 *
 * <p>There is one for each record in flight, and the collector copies them, so the common ones are small ({@code
 * bench/producer}); {@link Followed} has what only some runs need.
 */
class Sent implements Callback {
    final Origin origin;
    final long number;
    /** {@link System#nanoTime} when it was handed to the client. */
    final long since;

    /** Bytes of key, value and headers. */
    final int size;

    private final Ledger ledger;

    Sent(Ledger ledger, Origin origin, long number, int size) {
        this.ledger = ledger;
        this.origin = origin;
        this.number = number;
        this.size = size;
        this.since = System.nanoTime();
    }

    /** The record itself, if a failure or a report may need it. */
    @Nullable
    ProducerRecord<byte[], byte[]> record() {
        return null;
    }

    /** Counts all records of the run from 0, where that is kept. */
    long sequence() {
        throw new IllegalStateException("the sequence was not kept");
    }

    /** It is handed to the client once more. */
    void again() {}

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null && metadata != null) {
            ledger.acknowledged(this, metadata);
        } else {
            String topic = metadata == null ? "" : metadata.topic();
            ledger.failed(this, topic, failure == null ? new IllegalStateException("no answer") : failure);
        }
    }
}
