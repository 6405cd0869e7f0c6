package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.console.failure.Reason;

/** What a share group is told about the records that it handed out. Not thread-safe; the reading thread owns it. */
final class Acknowledgements {
    static final Duration COMMIT = Duration.ofSeconds(30);

    private final ShareConsumer<byte[], byte[]> consumer;
    private final AcknowledgeType ack;
    private final Counts counts;
    private final Consumer<String> say;

    Acknowledgements(ShareConsumer<byte[], byte[]> consumer, AcknowledgeType ack, Counts counts, Consumer<String> say) {
        this.consumer = consumer;
        this.ack = ack;
        this.counts = counts;
        this.say = say;
    }

    /** Acknowledges those that have arrived and commits that; returns whether there were any. */
    boolean acknowledge(Handed handed) throws IOException {
        boolean any = mark(handed);
        if (any) {
            commit();
        }
        return any;
    }

    /** Acknowledges those that have arrived, and gives the others back. */
    void acknowledgeAll(Handed handed) throws IOException {
        mark(handed);
        handed.left().forEach(record -> consumer.acknowledge(record, AcknowledgeType.RELEASE));
        commit();
    }

    private boolean mark(Handed handed) throws IOException {
        int before = handed.told();
        int arrived = handed.arrived();
        while (handed.told() < arrived) {
            boolean wanted = handed.wanted(handed.told());
            ConsumerRecord<byte[], byte[]> record = handed.tell();
            consumer.acknowledge(record, wanted ? ack : AcknowledgeType.ACCEPT);
            counts.handled(1);
            counts.taken(wanted ? 1 : 0);
        }
        return handed.told() > before;
    }

    private void commit() {
        try {
            commitOnce();
        } catch (WakeupException e) {
            // The request to stop came in the middle: it is known by now, and the acknowledgements still have to be
            // made.
            commitOnce();
        }
    }

    private void commitOnce() {
        consumer.commitSync(COMMIT)
                .forEach((partition, trouble) ->
                        trouble.ifPresent(e -> say.accept("an acknowledgement for " + partition.topicPartition()
                                + " was not accepted, so its records are delivered again: " + Reason.of(e))));
    }
}
