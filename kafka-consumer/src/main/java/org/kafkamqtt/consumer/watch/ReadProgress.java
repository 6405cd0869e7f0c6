package org.kafkamqtt.consumer.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.report.ProgressBar;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.read.Watcher;

/**
 * How much of a bounded read is done: a line that redraws itself on a terminal, a new line each second elsewhere. The
 * reading thread owns it.
 */
public final class ReadProgress implements Watcher {
    private final ProgressBar bar;
    private final long wanted;
    private final ToLongFunction<TopicPartition> endOf;
    private final Map<TopicPartition, Long> firsts = new HashMap<>();

    /**
     * @param wanted records, the largest number if not bounded so
     * @param endOf the offset before which a partition ends, the largest number if it does not
     */
    public ReadProgress(Console console, long wanted, ToLongFunction<TopicPartition> endOf) {
        this.bar = new ProgressBar(console, System.nanoTime());
        this.wanted = wanted;
        this.endOf = endOf;
    }

    @Override
    public void turn(Feed feed, long taken) {
        long now = System.nanoTime();
        boolean early = firsts.size() < feed.assignment().size();
        boolean due = bar.due(now);
        if (!early && !due) {
            return;
        }
        OptionalDouble share = share(feed, taken);
        if (due) {
            bar.draw(state(taken, bar.seconds(now), share), now);
        }
    }

    @Override
    public void ended() {
        bar.clear();
    }

    /** The part that is done, 0 to 1: of the records wanted or of the offsets to go through, whichever is further. */
    private OptionalDouble share(Feed feed, long taken) {
        double ofRecords = wanted == Long.MAX_VALUE || wanted == 0 ? -1 : (double) taken / wanted;
        double share = Math.max(ofRecords, ofOffsets(feed));
        return share < 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, share));
    }

    private double ofOffsets(Feed feed) {
        long size = 0;
        long done = 0;
        for (TopicPartition partition : feed.assignment()) {
            long end = endOf.applyAsLong(partition);
            if (end == Long.MAX_VALUE) {
                return -1;
            }
            try {
                long position = feed.position(partition, Duration.ofMillis(1));
                long first = Math.min(firsts.computeIfAbsent(partition, p -> position), end);
                size += end - first;
                done += Math.min(position, end) - first;
            } catch (TimeoutException e) {
                return -1;
            }
        }
        return size == 0 ? -1 : (double) done / size;
    }

    private static ProgressBar.State state(long taken, double seconds, OptionalDouble share) {
        double rate = taken / Math.max(seconds, 1e-3);
        return new ProgressBar.State(
                String.format(Locale.ROOT, "%d records, %.0f records/s", taken, rate),
                List.of(Figures.count(taken, "record"), Figures.count(Math.round(rate)) + "/s"),
                share);
    }
}
