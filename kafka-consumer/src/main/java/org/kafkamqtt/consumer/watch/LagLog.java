package org.kafkamqtt.consumer.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.terminal.LiveArea;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.read.Handled;
import org.kafkamqtt.consumer.read.Watcher;

/**
 * Says on standard error, every interval, how far each partition is: a table that redraws itself on a terminal, JSON lines
 * elsewhere. Asks the cluster nothing: the client knows the ends from what it fetches. The reading thread owns it.
 */
public final class LagLog implements Watcher {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final Console console;
    private final long interval;
    private final boolean terminal;
    private final Map<TopicPartition, Long> before = new HashMap<>();
    /** Up to where those are handled of which more has come. */
    private final Map<TopicPartition, Long> behind = new HashMap<>();

    private @Nullable Feed reader;
    private long told = System.nanoTime();

    /** @param terminal whether standard error is one */
    public LagLog(Console console, Duration interval, boolean terminal) {
        this.console = console;
        this.interval = interval.toNanos();
        this.terminal = terminal;
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        partitions.forEach(before::remove);
        behind.keySet().removeAll(partitions);
    }

    @Override
    public void brought(Map<TopicPartition, Long> firsts) {
        behind.clear();
        behind.putAll(firsts);
    }

    @Override
    public void handled(Handled piece) {
        behind.computeIfPresent(piece.partition(), (partition, earlier) -> piece.last() + 1);
    }

    @Override
    public void done(TopicPartition partition) {
        behind.remove(partition);
    }

    @Override
    public void turn(Feed feed, long taken) {
        reader = feed;
        long now = System.nanoTime();
        if (now - told >= interval) {
            tell(lags(feed, (now - told) / 1e9));
            told = now;
        } else if (before.isEmpty()) {
            lags(feed, 1);
        }
    }

    /** Once more, so that a run shorter than the interval reports as well. */
    @Override
    public void ended() {
        console.live().remove(LiveArea.Place.TABLE);
        if (reader != null) {
            say(lags(reader, Math.max(1e-3, (System.nanoTime() - told) / 1e9)));
        }
    }

    private List<PartitionLag> lags(Feed feed, double seconds) {
        List<PartitionLag> lags = new ArrayList<>();
        for (TopicPartition partition : feed.assignment().stream().sorted(ORDER).toList()) {
            try {
                long fetched = feed.position(partition, Duration.ofMillis(1));
                OptionalLong lag = feed.currentLag(partition);
                OptionalLong end = lag.isPresent() ? OptionalLong.of(fetched + lag.getAsLong()) : OptionalLong.empty();
                long position = Math.min(fetched, behind.getOrDefault(partition, fetched));
                Long earlier = before.put(partition, position);
                double rate = earlier == null ? 0 : Math.max(0, position - earlier) / seconds;
                lags.add(new PartitionLag(partition, position, end, rate));
            } catch (TimeoutException e) {
                // Where it starts is not settled yet: there is nothing to tell of it.
                before.remove(partition);
            }
        }
        return lags;
    }

    private void tell(List<PartitionLag> lags) {
        if (console.live().draws() && !lags.isEmpty()) {
            console.live().show(LiveArea.Place.TABLE, table(lags)::lines);
        } else {
            say(lags);
        }
    }

    private void say(List<PartitionLag> lags) {
        if (lags.isEmpty()) {
            return;
        }
        Bytes out = new Bytes();
        if (terminal) {
            table(lags).lines(console.live().width(), Integer.MAX_VALUE).forEach(line -> out.add(line)
                    .add("\n"));
        } else {
            lags.forEach(lag -> lag.addJson(out));
        }
        console.err().write(out.array(), 0, out.size());
        console.err().flush();
    }

    private LagTable table(List<PartitionLag> lags) {
        return new LagTable(lags, Terminal.colours(terminal, console.environment()));
    }
}
