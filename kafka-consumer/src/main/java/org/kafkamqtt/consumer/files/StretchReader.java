package org.kafkamqtt.consumer.files;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.consumer.feed.BrokerWatch;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.read.ReadSettings;
import org.kafkamqtt.consumer.select.OffsetRange;
import org.kafkamqtt.consumer.select.Point;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.select.TailSearch;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.Portion;

/** Reads stretches of partitions with a feed that is not in a group. The reading thread owns it. */
public final class StretchReader implements TailSearch.Reader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Feed feed;
    private final BrokerWatch<Fetched> brokers;
    private final RecordFilter filter;
    private final Stop stop;
    private final long totalNanos;
    private final LongSupplier clock;
    private final long begun;

    public StretchReader(Feed feed, ReadSettings settings, RecordFilter filter, Stop stop, LongSupplier clock) {
        this.feed = feed;
        this.clock = clock;
        this.begun = clock.getAsLong();
        this.brokers = BrokerWatch.of(feed, settings.patience(), clock);
        this.filter = filter;
        this.stop = stop;
        this.totalNanos = settings.limits().totalNanos();
    }

    /** The range in which each partition has to be read for its last records, not counting markers and gaps. */
    public Map<TopicPartition, OffsetRange> lastOf(List<TopicPartition> partitions, int count) {
        stop.onRequest(feed::wakeup);
        Map<TopicPartition, Long> beginnings = feed.beginningOffsets(partitions);
        Map<TopicPartition, TailSearch.Stretch> whole = new HashMap<>();
        feed.endOffsets(partitions)
                .forEach((partition, end) ->
                        whole.put(partition, new TailSearch.Stretch(beginnings.getOrDefault(partition, 0L), end)));
        Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
        new TailSearch(count)
                .search(whole, this)
                .forEach((partition, found) -> ranges.put(
                        partition,
                        OffsetRange.from(new Point.At(found.from()))
                                .with(OffsetRange.until(new Point.At(found.to())))));
        return ranges;
    }

    /** A stretch is read when the position has passed it: there may be nothing at its end but markers. */
    @Override
    public void read(Map<TopicPartition, TailSearch.Stretch> stretches, BiConsumer<TopicPartition, Long> wanted) {
        feed.assign(stretches.keySet());
        feed.resume(stretches.keySet());
        stretches.forEach((partition, stretch) -> feed.seek(partition, stretch.from()));
        Set<TopicPartition> open = new HashSet<>(stretches.keySet());
        while (!open.isEmpty() && !over()) {
            try (Fetched fetched = brokers.poll(POLL)) {
                for (Portion portion : fetched.portions()) {
                    TopicPartition partition = new TopicPartition(portion.topic(), portion.partition());
                    look(portion, end(stretches, partition), offset -> wanted.accept(partition, offset));
                }
            }
            Set<TopicPartition> read = new HashSet<>(open);
            read.removeIf(partition -> feed.position(partition) < end(stretches, partition));
            feed.pause(read);
            open.removeAll(read);
        }
    }

    private void look(Portion portion, long end, LongConsumer wanted) {
        while (portion.next() && portion.record().offset() < end) {
            if (filter.wants(portion.record())) {
                wanted.accept(portion.record().offset());
            }
        }
    }

    private static long end(Map<TopicPartition, TailSearch.Stretch> stretches, TopicPartition partition) {
        TailSearch.Stretch stretch = stretches.get(partition);
        return stretch == null ? 0 : stretch.to();
    }

    private boolean over() {
        return stop.requested() || clock.getAsLong() - begun >= totalNanos;
    }
}
