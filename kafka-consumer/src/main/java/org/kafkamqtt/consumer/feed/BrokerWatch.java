package org.kafkamqtt.consumer.read;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * Polls, and notices when no broker sends anything any more: one that answers fetches or heartbeats sends bytes every few seconds.
 *
 * <p>Without a broker the network thread of the KIP-848 and share clients spins without a pause (kafka-clients 4.3.1), at 40 to
 * 90 % of a core, whether or not anyone polls. That cannot be prevented from outside, so it is not tolerated for ever. The reading
 * thread owns it.
 */
public final class BrokerWatch {
    private final Function<Duration, ConsumerRecords<byte[], byte[]>> poll;
    private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;
    private final Patience patience;
    private final LongSupplier clock;
    private @Nullable Metric received;
    private double heardBytes = -1;
    private long silentNanos;

    /**
     * How long silence is tolerated.
     *
     * @param nanos {@link Long#MAX_VALUE} for ever
     * @param brokers whose silence it is, for the user
     */
    public record Patience(long nanos, String brokers) {}

    public BrokerWatch(
            Function<Duration, ConsumerRecords<byte[], byte[]>> poll,
            Supplier<? extends Map<MetricName, ? extends Metric>> metrics,
            Patience patience,
            LongSupplier clock) {
        this.poll = poll;
        this.metrics = metrics;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * The next records, or none after the wait or when it is woken up.
     *
     * @throws Failure status 4 when nothing was heard for too long; time that others spend between polls does not count
     */
    public ConsumerRecords<byte[], byte[]> poll(Duration wait) {
        long begun = clock.getAsLong();
        ConsumerRecords<byte[], byte[]> records = pollQuietly(wait);
        if (!records.isEmpty() || heard()) {
            silentNanos = 0;
            return records;
        }
        silentNanos += clock.getAsLong() - begun;
        if (silentNanos > patience.nanos()) {
            throw new Failure(
                    ExitStatus.UNREACHABLE,
                    "nothing heard from " + patience.brokers() + " for " + silentNanos / 1_000_000_000
                            + " s (--broker-timeout)");
        }
        return records;
    }

    private ConsumerRecords<byte[], byte[]> pollQuietly(Duration wait) {
        try {
            return poll.apply(wait);
        } catch (WakeupException e) {
            return ConsumerRecords.empty();
        }
    }

    /** Whether a byte arrived since the last call; yes if the client does not tell. */
    private boolean heard() {
        Metric bytes = received;
        if (bytes == null) {
            bytes = metrics.get().entrySet().stream()
                    .filter(each -> each.getKey().name().equals("incoming-byte-total")
                            && !each.getKey().group().contains("node"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            received = bytes;
        }
        if (bytes == null || !(bytes.metricValue() instanceof Double total)) {
            return true;
        }
        boolean more = total != heardBytes;
        heardBytes = total;
        return more;
    }
}
