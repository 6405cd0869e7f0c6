package org.kafkamqtt.mqtt.subscribe.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * A table of topics that stays in place on a terminal: messages, rate, bytes of the last payload, topic, last payload.
 *
 * <p>Not thread-safe; the writing thread owns it.
 */
public final class WatchSink implements Sink {
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";
    private static final String CLEAR_LINE = "\u001b[K\n";

    private final OutputStream out;
    private final int rows;
    private final int columns;
    private final LongSupplier nanoTime;
    private final TopicCounts counts = new TopicCounts();
    private long lastDrawn;

    /**
     * @param rows of the terminal
     * @param columns of the terminal
     */
    public WatchSink(OutputStream out, int rows, int columns, LongSupplier nanoTime) {
        this.out = out;
        this.rows = rows;
        this.columns = columns;
        this.nanoTime = nanoTime;
        this.lastDrawn = nanoTime.getAsLong();
    }

    @Override
    public void write(Arrival message) {
        counts.add(message);
    }

    @Override
    public void flush() {
        // Drawn by the clock, not by messages.
    }

    @Override
    public void tick() throws IOException {
        draw();
    }

    private void draw() throws IOException {
        long now = nanoTime.getAsLong();
        double seconds = Math.max(1e-3, (now - lastDrawn) / 1e9);
        lastDrawn = now;
        List<TopicCounts.Count> topics = counts.byTopic();
        Bytes screen = new Bytes();
        screen.add(HOME_AND_CLEAR)
                .add(String.format(Locale.ROOT, "%10s %9s %9s  %s", "messages", "per s", "bytes", "topic"));
        screen.add(CLEAR_LINE);
        int shown = Math.max(1, rows - 3);
        topics.stream().limit(shown).forEach(count -> row(count, seconds, screen));
        if (topics.size() > shown) {
            screen.add("... and " + (topics.size() - shown) + " more topics").add(CLEAR_LINE);
        }
        screen.writeTo(out);
        out.flush();
    }

    private void row(TopicCounts.Count count, double seconds, Bytes screen) {
        double rate = (count.messages - count.seen) / seconds;
        count.seen = count.messages;
        String head = String.format(
                Locale.ROOT, "%10d %9.1f %9d  %s ", count.messages, rate, count.last.length, Printable.of(count.topic));
        int left = columns - head.codePointCount(0, head.length());
        // A line that wraps would take two rows, and the screen would scroll.
        screen.add(left >= 0 ? head : head.substring(0, head.offsetByCodePoints(0, columns)));
        if (left > 4) {
            screen.add(Printable.beginning(count.last, left));
        }
        screen.add(CLEAR_LINE);
    }

    @Override
    public void close() throws IOException {
        draw();
    }
}
