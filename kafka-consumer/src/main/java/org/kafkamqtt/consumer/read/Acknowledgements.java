package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.console.failure.Reason;
import org.kafkamqtt.console.text.Figures;

/** What a share group is told about the records that it handed out. Not thread-safe; the reading thread owns it. */
final class Acknowledgements {
    static final Duration COMMIT = Duration.ofSeconds(30);

    private final ShareConsumer<byte[], byte[]> consumer;
    private final AcknowledgeType ack;
    private final Counts counts;
    private final Consumer<String> say;
    /** Of each partition, how many written records were acknowledged since the last commit. */
    private final Map<TopicPartition, Integer> uncommitted = new HashMap<>();

    private long repeats;

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
        handed.left().forEach(record -> mark(consumer, record, AcknowledgeType.RELEASE));
        commit();
    }

    /** How many records were written and are delivered again all the same. */
    long repeats() {
        return repeats;
    }

    /** Marks the record for the next commit; false if it is no longer in hand, so that the group delivers it again. */
    static boolean mark(
            ShareConsumer<byte[], byte[]> consumer, ConsumerRecord<byte[], byte[]> record, AcknowledgeType type) {
        try {
            consumer.acknowledge(record, type);
            return true;
        } catch (IllegalStateException e) {
            // By the client's contract: it does not wait to be acknowledged.
            return false;
        }
    }

    private boolean mark(Handed handed) throws IOException {
        int before = handed.told();
        int arrived = handed.arrived();
        int lost = 0;
        while (handed.told() < arrived) {
            boolean wanted = handed.wanted(handed.told());
            ConsumerRecord<byte[], byte[]> record = handed.tell();
            boolean held = mark(consumer, record, wanted ? ack : AcknowledgeType.ACCEPT);
            counts.handled(1);
            counts.taken(wanted ? 1 : 0);
            if (wanted && held) {
                uncommitted.merge(new TopicPartition(record.topic(), record.partition()), 1, Integer::sum);
            } else if (wanted) {
                lost++;
            }
        }
        if (lost > 0 && ack != AcknowledgeType.RELEASE) {
            repeats += lost;
            say.accept("taken back by the group while being written, to be delivered again: "
                    + Figures.count(lost, "record") + " (share.record.lock.duration.ms)");
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
                .forEach((partition, trouble) -> trouble.ifPresent(e -> {
                    if (ack != AcknowledgeType.RELEASE) {
                        repeats += uncommitted.getOrDefault(partition.topicPartition(), 0);
                    }
                    say.accept("an acknowledgement for " + partition.topicPartition()
                            + " was not accepted, so its records are delivered again: " + Reason.of(e));
                }));
        uncommitted.clear();
    }
}
