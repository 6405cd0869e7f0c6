package org.kafkamqtt.consumer.watch;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
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
 * elsewhere. The reading thread owns it.
 */
public final class LagLog implements Watcher {
    private final Console console;
    private final long interval;
    private final boolean terminal;
    private final Lags lags = new Lags();

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
        lags.assigned(partitions);
    }

    @Override
    public void brought(Map<TopicPartition, Long> firsts) {
        lags.brought(firsts);
    }

    @Override
    public void handled(Handled piece) {
        lags.handled(piece);
    }

    @Override
    public void done(TopicPartition partition) {
        lags.done(partition);
    }

    @Override
    public void turn(Feed feed, long taken) {
        reader = feed;
        long now = System.nanoTime();
        if (now - told >= interval) {
            tell(lags.of(feed, (now - told) / 1e9));
            told = now;
        } else if (lags.untold()) {
            lags.of(feed, 1);
        }
    }

    /** Once more, so that a run shorter than the interval reports as well. */
    @Override
    public void ended() {
        console.live().remove(LiveArea.Place.TABLE);
        if (reader != null) {
            say(lags.of(reader, Math.max(1e-3, (System.nanoTime() - told) / 1e9)));
        }
    }

    private void tell(List<PartitionLag> now) {
        if (console.live().draws() && !now.isEmpty()) {
            console.live().show(LiveArea.Place.TABLE, table(now)::lines);
        } else {
            say(now);
        }
    }

    private void say(List<PartitionLag> now) {
        if (now.isEmpty()) {
            return;
        }
        Bytes out = new Bytes();
        if (terminal) {
            table(now).lines(console.live().width(), Integer.MAX_VALUE).forEach(line -> out.add(line)
                    .add("\n"));
        } else {
            now.forEach(lag -> lag.addJson(out));
        }
        console.err().write(out.array(), 0, out.size());
        console.err().flush();
    }

    private LagTable table(List<PartitionLag> now) {
        return new LagTable(now, Terminal.colours(terminal, console.environment()));
    }
}
