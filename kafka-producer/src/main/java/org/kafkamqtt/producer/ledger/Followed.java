package org.kafkamqtt.producer.ledger;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.producer.cluster.PartitionChoice;
import org.kafkamqtt.producer.record.Origin;

/**
 * A record on its way that something follows: a balancer that learns, a report, the position to continue from.
 *
 * <p>Guarded as {@link Sent} is.
 */
public final class Followed extends Sent {
    private final long sequence;
    private final @Nullable ProducerRecord<byte[], byte[]> record;
    private final @Nullable Learning learning;
    private final int partition;

    /**
     * @param partition that was chosen, null if the client is to choose
     * @param learning the balancer that wants to hear of it, null for none
     * @param record kept until its fate is known, null if it is not needed
     */
    public Followed(
            Ledger ledger,
            Origin origin,
            long number,
            int size,
            long sequence,
            @Nullable Integer partition,
            @Nullable Learning learning,
            @Nullable ProducerRecord<byte[], byte[]> record) {
        super(ledger, origin, number, size);
        this.sequence = sequence;
        this.record = record;
        this.learning = partition == null ? null : learning;
        this.partition = partition == null ? PartitionChoice.CLIENT : partition;
        if (this.learning != null) {
            this.learning.sent(this.partition, size);
        }
    }

    @Override
    public @Nullable ProducerRecord<byte[], byte[]> record() {
        return record;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    void again() {
        super.again();
        if (learning != null) {
            learning.sent(partition, size());
        }
    }

    @Override
    void told(boolean acknowledged) {
        if (learning != null && acknowledged) {
            learning.acknowledged(partition, size(), System.nanoTime() - since);
        } else if (learning != null) {
            learning.failed(partition, size());
        }
    }
}
