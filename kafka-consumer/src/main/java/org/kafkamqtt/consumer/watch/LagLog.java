package org.kafkamqtt.consumer.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.text.Bytes;
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
    private final boolean redraws;
    private final Map<TopicPartition, Long> before = new HashMap<>();
    private @Nullable Consumer<byte[], byte[]> reader;
    private long told = System.nanoTime();
    private int drawn;

    /**
     * @param terminal whether standard error is one
     * @param redraws whether the table may take the place of the one before: not where records stand between them
     */
    public LagLog(Console console, Duration interval, boolean terminal, boolean redraws) {
        this.console = console;
        this.interval = interval.toNanos();
        this.terminal = terminal;
        this.redraws = redraws;
    }

    @Override
    public void assigned(Collection<TopicPartition> partitions) {
        partitions.forEach(before::remove);
    }

    @Override
    public void turn(Consumer<byte[], byte[]> consumer, long taken) {
        reader = consumer;
        long now = System.nanoTime();
        if (now - told >= interval) {
            say(lags(consumer, (now - told) / 1e9));
            told = now;
        } else if (before.isEmpty()) {
            lags(consumer, 1);
        }
    }

    /** Once more, so that a run shorter than the interval tells as well. */
    @Override
    public void ended() {
        if (reader != null) {
            say(lags(reader, Math.max(1e-3, (System.nanoTime() - told) / 1e9)));
        }
    }

    private List<PartitionLag> lags(Consumer<byte[], byte[]> consumer, double seconds) {
        List<PartitionLag> lags = new ArrayList<>();
        for (TopicPartition partition :
                consumer.assignment().stream().sorted(ORDER).toList()) {
            try {
                long position = consumer.position(partition, Duration.ofMillis(1));
                OptionalLong lag = consumer.currentLag(partition);
                OptionalLong end = lag.isPresent() ? OptionalLong.of(position + lag.getAsLong()) : OptionalLong.empty();
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

    private void say(List<PartitionLag> lags) {
        if (lags.isEmpty()) {
            return;
        }
        Bytes out = new Bytes();
        if (terminal) {
            if (redraws && drawn > 0) {
                out.add("\u001b[" + drawn + "A\u001b[J");
            }
            out.add(PartitionLag.HEADING).add("\n");
            lags.forEach(lag -> out.add(lag.line()).add("\n"));
            drawn = lags.size() + 1;
        } else {
            lags.forEach(lag -> lag.addJson(out));
        }
        console.err().write(out.array(), 0, out.size());
        console.err().flush();
    }
}
