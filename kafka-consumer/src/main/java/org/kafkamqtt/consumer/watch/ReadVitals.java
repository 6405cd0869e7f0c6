package org.kafkamqtt.consumer.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.metrics.Pulse;
import org.kafkamqtt.console.metrics.Samples;
import org.kafkamqtt.console.metrics.Vitals;
import org.kafkamqtt.console.report.Latencies;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.read.Handled;
import org.kafkamqtt.consumer.read.Watcher;
import org.kafkamqtt.kafka.BrokerLinks;

/**
 * A run as Prometheus sees it: what the reading thread noted after its last poll, and the lag of at most a second ago.
 *
 * <p>The reading thread tells it what happens; any thread may ask.
 */
public final class ReadVitals implements Watcher, Vitals {
    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    private final String bootstrap;
    private final Supplier<BrokerLinks> links;
    private final LongSupplier failed;
    private final LongSupplier clock;
    private final Lags lags = new Lags();
    private final Latencies latencies = new Latencies();
    /** The client forgets nodes that it has not used for an hour. */
    private final AtomicLong reconnects = new AtomicLong();

    private long read;
    private long bytes;
    private long written;
    private long refused;
    private long broughtAt;
    private long lookedAt;
    private List<PartitionLag> looked = List.of();
    private volatile Noted noted = new Noted(0, 0, 0, 0, 0, List.of());

    /** What is so at one moment. */
    private record Noted(long read, long bytes, long written, long refused, int inHand, List<PartitionLag> lags) {}

    /**
     * Nothing has come yet.
     *
     * @param links the run's connections to brokers, now
     * @param failed how many records could not be written, now
     * @param clock as {@link System#nanoTime}
     */
    public ReadVitals(String bootstrap, Supplier<BrokerLinks> links, LongSupplier failed, LongSupplier clock) {
        this.bootstrap = bootstrap;
        this.links = links;
        this.failed = failed;
        this.clock = clock;
        this.lookedAt = clock.getAsLong() - LOOK;
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        lags.assigned(partitions);
    }

    @Override
    public void brought(Map<TopicPartition, Long> firsts) {
        lags.brought(firsts);
        broughtAt = clock.getAsLong();
    }

    @Override
    public void handled(Handled piece) {
        lags.handled(piece);
        read += piece.records();
        bytes += piece.bytes();
        latencies.record(clock.getAsLong() - broughtAt, piece.records());
    }

    @Override
    public void done(TopicPartition partition) {
        lags.done(partition);
    }

    @Override
    public void commitRefused(RuntimeException e) {
        refused++;
    }

    @Override
    public void turn(Feed feed, long taken) {
        // After a transaction that is void, records are taken once more.
        written = Math.max(written, taken);
        long now = clock.getAsLong();
        if (now - lookedAt >= LOOK) {
            looked = lags.of(feed, (now - lookedAt) / 1e9);
            lookedAt = now;
        }
        note();
    }

    /** What became of records so far, in a share group or at the end. */
    public void counted(Tally.Counts counts) {
        read = Math.max(read, counts.read());
        written = Math.max(written, counts.sent());
        note();
    }

    private void note() {
        noted = new Noted(read, bytes, written, refused, lags.inHand(), looked);
    }

    @Override
    public void tell(Samples samples) {
        Noted now = noted;
        samples.counter("records_read", "Records read, those that filters left out as well", now.read);
        samples.counter("records_written", "Records given to the output", now.written);
        samples.counter("records_failed", "Records that could not be written as asked", failed.getAsLong());
        samples.counter("read_bytes", "Bytes of the keys and values of the records read", now.bytes);
        samples.gauges(
                "lag_records", "Records in a partition that come after what is handled, up to a second ago", lags(now));
        samples.times(
                "handling_latency_seconds",
                "Time from the arrival of records until they are filtered and given to the output",
                latencies);
        samples.counter("commits_refused", "Commits that came too late, in a rebalance", now.refused);
        samples.counter("reconnects", "Connections to brokers that were made again", again(links.get()));
    }

    private static List<Samples.Labelled> lags(Noted now) {
        List<Samples.Labelled> labelled = new ArrayList<>();
        for (PartitionLag each : now.lags) {
            TopicPartition partition = each.partition();
            List<String> labels =
                    List.of("topic", partition.topic(), "partition", Integer.toString(partition.partition()));
            each.lag().ifPresent(lag -> labelled.add(new Samples.Labelled(labels, lag)));
        }
        return labelled;
    }

    @Override
    public Pulse pulse() {
        Noted now = noted;
        BrokerLinks connections = links.get();
        long errors = failed.getAsLong() + now.refused + again(connections);
        return new Pulse(bootstrap, "partition", connections.open() > 0, now.inHand, now.read + now.written, errors);
    }

    private long again(BrokerLinks now) {
        return reconnects.accumulateAndGet(now.again(), Math::max);
    }
}
