package org.kafkamqtt.consumer.files;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.consumer.read.BrokerWatch;
import org.kafkamqtt.consumer.read.ReadSettings;
import org.kafkamqtt.consumer.select.OffsetRange;
import org.kafkamqtt.consumer.select.Point;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.select.TailSearch;

/** Reads stretches of partitions with a consumer that is not in a group. The reading thread owns it. */
public final class StretchReader implements TailSearch.Reader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final BrokerWatch brokers;
    private final RecordFilter filter;
    private final Stop stop;
    private final long totalNanos;
    private final LongSupplier clock;
    private final long begun;

    public StretchReader(
            Consumer<byte[], byte[]> consumer,
            ReadSettings settings,
            RecordFilter filter,
            Stop stop,
            LongSupplier clock) {
        this.consumer = consumer;
        this.clock = clock;
        this.begun = clock.getAsLong();
        this.brokers = new BrokerWatch(consumer::poll, consumer::metrics, settings.patience(), clock);
        this.filter = filter;
        this.stop = stop;
        this.totalNanos = settings.limits().totalNanos();
    }

    /** The range in which each partition has to be read for its last records, not counting markers and gaps. */
    public Map<TopicPartition, OffsetRange> lastOf(List<TopicPartition> partitions, int count) {
        stop.onRequest(consumer::wakeup);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, TailSearch.Stretch> whole = new HashMap<>();
        consumer.endOffsets(partitions)
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
        consumer.assign(stretches.keySet());
        consumer.resume(stretches.keySet());
        stretches.forEach((partition, stretch) -> consumer.seek(partition, stretch.from()));
        Set<TopicPartition> open = new HashSet<>(stretches.keySet());
        while (!open.isEmpty() && !over()) {
            ConsumerRecords<byte[], byte[]> records = brokers.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> record : records) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                TailSearch.Stretch stretch = stretches.get(partition);
                if (stretch != null && record.offset() < stretch.to() && filter.wants(record)) {
                    wanted.accept(partition, record.offset());
                }
            }
            Set<TopicPartition> read = new HashSet<>(open);
            read.removeIf(partition -> consumer.position(partition) < end(stretches, partition));
            consumer.pause(read);
            open.removeAll(read);
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
