package org.kafkamqtt.consumer.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.consumer.feed.BrokerWatch;

/**
 * The locks by which a share group keeps the records in hand from its other members; renewed before they run out (KIP-1222). Not
 * thread-safe; the reading thread owns it.
 *
 * <p>A lock begins when the broker gives the record out. The client fetches ahead, so a record may wait in it unseen while those
 * before it are handled, and its lock may run out there. One whose renewal is refused is no longer in hand: the client forgets it
 * (kafka-clients 4.3.1), and the group delivers it again.
 */
final class Locks {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final int DEFAULT_MS = 30_000;
    /** What the client has fetched is handed out in fewer polls: an answer holds 500 records and the rest of their batch. */
    private static final int AHEAD = 100;

    private final ShareConsumer<byte[], byte[]> consumer;
    private final BrokerWatch<ConsumerRecords<byte[], byte[]>> brokers;
    private final LongSupplier clock;
    private final Consumer<String> say;
    private boolean renewable = true;
    private boolean proven;
    /** When the last poll began after which nothing was left in the client, or one at least {@link #AHEAD} polls ago. */
    private long drained;

    private long lately;
    private int polls;
    /** No lock of the records in hand is older. */
    private long renewed;

    Locks(
            ShareConsumer<byte[], byte[]> consumer,
            BrokerWatch<ConsumerRecords<byte[], byte[]>> brokers,
            LongSupplier clock,
            Consumer<String> say) {
        this.consumer = consumer;
        this.brokers = brokers;
        this.clock = clock;
        this.say = say;
        this.drained = clock.getAsLong();
        this.lately = drained;
    }

    /** A poll that began at this time brought something or nothing. */
    void polled(long begun, boolean nothing) {
        if (nothing) {
            drained = begun;
            lately = begun;
            polls = 0;
        } else if (++polls % AHEAD == 0) {
            drained = lately;
            lately = begun;
        }
    }

    /** The polled records that are still locked for this member; those that are not are delivered again, to it or to another. */
    List<ConsumerRecord<byte[], byte[]>> secured(ConsumerRecords<byte[], byte[]> records) {
        renewed = drained;
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        records.forEach(all::add);
        return due() ? renew(all) : all;
    }

    /** Renews the locks of the records that were secured, if it is time. */
    void renewIfDue(List<ConsumerRecord<byte[], byte[]>> records) {
        if (due()) {
            renew(records);
        }
    }

    private boolean due() {
        return renewable && clock.getAsLong() - renewed >= nanos() / 3;
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_MS));
    }

    /** Renewed records are in hand again once the client has handed them out a second time; returns those. */
    private List<ConsumerRecord<byte[], byte[]>> renew(List<ConsumerRecord<byte[], byte[]>> records) {
        long asked = clock.getAsLong();
        List<ConsumerRecord<byte[], byte[]>> asking = records.stream()
                .filter(record -> Acknowledgements.mark(consumer, record, AcknowledgeType.RENEW))
                .toList();
        Set<String> refused = asking.isEmpty() ? Set.of() : refused(asked - renewed < nanos());
        Set<String> missing = new HashSet<>();
        asking.forEach(record -> missing.add(place(record)));
        missing.removeIf(place -> refused.contains(place.substring(0, place.indexOf('@'))));
        Set<String> back = await(missing);
        proven |= !back.isEmpty();
        renewed = asked;
        return asking.stream().filter(record -> back.contains(place(record))).toList();
    }

    /** Commits the renewals; returns the partitions where they are refused, given whether no lock can have run out before. */
    private Set<String> refused(boolean inTime) {
        Map<TopicIdPartition, Optional<KafkaException>> outcome;
        try {
            outcome = consumer.commitSync(Acknowledgements.COMMIT);
        } catch (WakeupException e) {
            // The request to stop is known by now; the renewals are under way.
            return Set.of();
        }
        Set<String> refused = new HashSet<>();
        outcome.forEach((partition, trouble) -> trouble.ifPresent(why -> {
            refused.add(partition.topicPartition().toString());
            if (why instanceof UnsupportedVersionException
                    || (why instanceof InvalidRecordStateException && inTime && !proven)) {
                giveUp();
            }
        }));
        return refused;
    }

    /** Polls until the records are back, which they are at once if the broker has answered; returns those that are. */
    private Set<String> await(Set<String> renewals) {
        Set<String> missing = new HashSet<>(renewals);
        long deadline = clock.getAsLong() + RENEWAL.toNanos();
        while (!missing.isEmpty() && clock.getAsLong() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : brokers.poll(POLL)) {
                if (!missing.remove(place(record))) {
                    Acknowledgements.mark(consumer, record, AcknowledgeType.RELEASE);
                }
            }
        }
        Set<String> back = new HashSet<>(renewals);
        back.removeAll(missing);
        return back;
    }

    private void giveUp() {
        if (renewable) {
            renewable = false;
            say.accept("the broker does not renew locks: records that take longer than " + nanos() / 1_000_000
                    + " ms are delivered again (share.record.lock.duration.ms)");
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
