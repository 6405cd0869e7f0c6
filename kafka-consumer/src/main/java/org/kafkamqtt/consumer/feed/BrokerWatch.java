package org.kafkamqtt.consumer.feed;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.fetch.Fetched;

/**
 * Polls, and notices when no broker sends anything any more: one that answers fetches or heartbeats sends bytes every few seconds.
 *
 * <p>Without a broker the network thread of the KIP-848 and share clients spins without a pause (kafka-clients 4.3.1), at 40 to
 * 90 % of a core, whether or not anyone polls. That cannot be prevented from outside, so it is not tolerated for ever. The reading
 * thread owns it.
 *
 * @param <R> what a poll brings
 */
public final class BrokerWatch<R> {
    private final Function<Duration, R> poll;
    private final Predicate<R> empty;
    private final R none;
    private final LongSupplier received;
    private final Patience patience;
    private final LongSupplier clock;
    private long heard = -1;
    private long silentNanos;

    /**
     * How long silence is tolerated.
     *
     * @param nanos {@link Long#MAX_VALUE} for ever
     * @param brokers whose silence it is, for the user
     */
    public record Patience(long nanos, String brokers) {}

    private BrokerWatch(
            Function<Duration, R> poll,
            Predicate<R> empty,
            R none,
            LongSupplier received,
            Patience patience,
            LongSupplier clock) {
        this.poll = poll;
        this.empty = empty;
        this.none = none;
        this.received = received;
        this.patience = patience;
        this.clock = clock;
    }

    /** Polls a feed; what does not fit into memory is named. */
    public static BrokerWatch<Fetched> of(Feed feed, Patience patience, LongSupplier clock) {
        return new BrokerWatch<>(
                wait -> TooLarge.poll(feed, wait), Fetched::isEmpty, Fetched.NONE, feed::received, patience, clock);
    }

    /** Polls as a member of a share group. */
    public static BrokerWatch<ConsumerRecords<byte[], byte[]>> of(
            ShareConsumer<byte[], byte[]> member, Patience patience, LongSupplier clock) {
        return new BrokerWatch<>(
                member::poll,
                ConsumerRecords::isEmpty,
                ConsumerRecords.empty(),
                new ReceivedBytes(member::metrics)::count,
                patience,
                clock);
    }

    /**
     * What came next, or nothing after the wait or when it is woken up.
     *
     * @throws Failure status 4 when nothing was heard for too long; time that others spend between polls does not count
     */
    public R poll(Duration wait) {
        long begun = clock.getAsLong();
        R polled = pollQuietly(wait);
        if (!empty.test(polled) || heard()) {
            silentNanos = 0;
            return polled;
        }
        silentNanos += clock.getAsLong() - begun;
        if (silentNanos > patience.nanos()) {
            throw new Failure(
                    ExitStatus.UNREACHABLE,
                    "nothing heard from " + patience.brokers() + " for " + silentNanos / 1_000_000_000
                            + " s (--broker-timeout)");
        }
        return polled;
    }

    private R pollQuietly(Duration wait) {
        try {
            return poll.apply(wait);
        } catch (WakeupException e) {
            return none;
        }
    }

    /** Whether a byte arrived since the last call; yes if the client does not tell. */
    private boolean heard() {
        long total = received.getAsLong();
        boolean more = total < 0 || total != heard;
        heard = total;
        return more;
    }
}
