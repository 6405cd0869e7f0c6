package org.kafkamqtt.consumer.read;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.kafkamqtt.consumer.feed.BrokerWatch;

/**
 * The locks by which a share group keeps the records in hand from its other members; renewed before they run out (KIP-1222). Not
 * thread-safe; the reading thread owns it.
 */
final class Locks {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final int DEFAULT_MS = 30_000;

    private final ShareConsumer<byte[], byte[]> consumer;
    private final BrokerWatch<ConsumerRecords<byte[], byte[]>> brokers;
    private final LongSupplier clock;
    private final Consumer<String> say;
    private boolean renewable = true;
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
    }

    /** The locks are fresh. */
    void begin() {
        renewed = clock.getAsLong();
    }

    /** Renews the locks of the records, if it is time. */
    void renewIfDue(List<ConsumerRecord<byte[], byte[]>> records) {
        long now = clock.getAsLong();
        if (renewable && now - renewed >= nanos() / 3) {
            renew(records);
            renewed = now;
        }
    }

    private long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_MS));
    }

    /** Renewed records are in hand again once the client has handed them out a second time. */
    private void renew(List<ConsumerRecord<byte[], byte[]>> records) {
        records.forEach(record -> consumer.acknowledge(record, AcknowledgeType.RENEW));
        Set<String> missing = new HashSet<>();
        records.forEach(record -> missing.add(place(record)));
        boolean refused =
                consumer.commitSync(Acknowledgements.COMMIT).values().stream().anyMatch(Optional::isPresent);
        long deadline = clock.getAsLong() + RENEWAL.toNanos();
        while (!refused && !missing.isEmpty() && clock.getAsLong() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : brokers.poll(POLL)) {
                if (!missing.remove(place(record))) {
                    consumer.acknowledge(record, AcknowledgeType.RELEASE);
                }
            }
        }
        if (refused || !missing.isEmpty()) {
            renewable = false;
            say.accept("the broker does not renew locks: records that take longer than " + nanos() / 1_000_000
                    + " ms are delivered again (share.record.lock.duration.ms)");
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
