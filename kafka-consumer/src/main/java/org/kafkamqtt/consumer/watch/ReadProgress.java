package org.kafkamqtt.consumer.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.consumer.read.Watcher;

/**
 * How much of a bounded read is done: a line that redraws itself on a terminal, a new line each second elsewhere. The
 * reading thread owns it.
 */
public final class ReadProgress implements Watcher {
    private static final int BAR = 20;

    private final Console console;
    private final long wanted;
    private final ToLongFunction<TopicPartition> endOf;
    private final boolean terminal;
    private final Map<TopicPartition, Long> firsts = new HashMap<>();
    private final long begun = System.nanoTime();
    private long drawn = begun;

    /**
     * @param wanted records, the largest number if not bounded so
     * @param endOf the offset before which a partition ends, the largest number if it does not
     */
    public ReadProgress(Console console, long wanted, ToLongFunction<TopicPartition> endOf, boolean terminal) {
        this.console = console;
        this.wanted = wanted;
        this.endOf = endOf;
        this.terminal = terminal;
    }

    @Override
    public void turn(Consumer<byte[], byte[]> consumer, long taken) {
        long now = System.nanoTime();
        boolean early = firsts.size() < consumer.assignment().size();
        long pause = terminal ? TimeUnit.MILLISECONDS.toNanos(200) : TimeUnit.SECONDS.toNanos(1);
        if (!early && now - drawn < pause) {
            return;
        }
        OptionalDouble share = share(consumer, taken);
        if (now - drawn < pause) {
            return;
        }
        drawn = now;
        String line = line(taken, share, (now - begun) / 1e9);
        if (terminal) {
            console.err().print("\r" + line + "\u001b[K");
            console.err().flush();
        } else {
            console.say(line);
        }
    }

    @Override
    public void ended() {
        if (terminal) {
            console.err().print("\r\u001b[K");
            console.err().flush();
        }
    }

    /** The part that is done, 0 to 1: of the records wanted or of the offsets to go through, whichever is further. */
    private OptionalDouble share(Consumer<byte[], byte[]> consumer, long taken) {
        double ofRecords = wanted == Long.MAX_VALUE || wanted == 0 ? -1 : (double) taken / wanted;
        double share = Math.max(ofRecords, ofOffsets(consumer));
        return share < 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, share));
    }

    private double ofOffsets(Consumer<byte[], byte[]> consumer) {
        long size = 0;
        long done = 0;
        for (TopicPartition partition : consumer.assignment()) {
            long end = endOf.applyAsLong(partition);
            if (end == Long.MAX_VALUE) {
                return -1;
            }
            try {
                long position = consumer.position(partition, Duration.ofMillis(1));
                long first = Math.min(firsts.computeIfAbsent(partition, p -> position), end);
                size += end - first;
                done += Math.min(position, end) - first;
            } catch (TimeoutException e) {
                return -1;
            }
        }
        return size == 0 ? -1 : (double) done / size;
    }

    static String line(long taken, OptionalDouble share, double seconds) {
        String text = String.format(Locale.ROOT, "%d records, %.0f records/s", taken, taken / Math.max(seconds, 1e-3));
        if (share.isEmpty() || share.getAsDouble() <= 0) {
            return text;
        }
        double part = share.getAsDouble();
        int full = (int) (part * BAR);
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + (int) (part * 100) + "% " + text + ", "
                + Math.round(seconds / part - seconds) + " s left";
    }
}
