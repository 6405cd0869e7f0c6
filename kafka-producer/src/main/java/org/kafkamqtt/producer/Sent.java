package org.kafkamqtt.producer;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Learning;

/** A record on its way: knows its place in the input and hears what became of it. */
final class Sent implements Callback {
    final Origin origin;
    final long number;
    /** {@link System#nanoTime} when it was handed to the client. */
    final long since;
    /** Counts all records of the run, from 0. */
    final long sequence;

    final int size;
    final int partition;
    private final @Nullable Learning learning;

    /** Kept only if a failure or a report needs it. */
    final @Nullable ProducerRecord<byte[], byte[]> record;

    private final Ledger ledger;

    Sent(
            Ledger ledger,
            Origin origin,
            long number,
            long sequence,
            int size,
            @Nullable Integer partition,
            @Nullable Learning learning,
            @Nullable ProducerRecord<byte[], byte[]> record) {
        this.ledger = ledger;
        this.origin = origin;
        this.number = number;
        this.sequence = sequence;
        this.size = size;
        this.partition = partition == null ? PartitionChoice.CLIENT : partition;
        this.learning = partition == null ? null : learning;
        this.record = record;
        this.since = System.nanoTime();
        if (this.learning != null) {
            this.learning.sent(this.partition, size);
        }
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null && metadata != null) {
            if (learning != null) {
                learning.acknowledged(partition, size, System.nanoTime() - since);
            }
            ledger.acknowledged(this, metadata);
        } else {
            if (learning != null) {
                learning.failed(partition, size);
            }
            ledger.failed(this, failure == null ? new IllegalStateException("no answer") : failure);
        }
    }
}
