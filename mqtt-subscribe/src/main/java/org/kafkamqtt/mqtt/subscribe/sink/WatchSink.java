package org.kafkamqtt.mqtt.subscribe.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.terminal.LiveArea;
import org.kafkamqtt.console.terminal.Table;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/**
 * A table of topics that stays in place on a terminal, the busiest first: messages, rate, bytes of the last payload, topic, last
 * payload.
 *
 * <p>Not thread-safe; the writing thread owns it.
 */
public final class WatchSink implements Sink {
    /** No terminal shows more rows, nor more of a payload. */
    private static final int MOST = 1000;

    private final OutputStream out;
    private final LiveArea live;
    private final boolean bold;
    private final LongSupplier nanoTime;
    private final TopicCounts counts = new TopicCounts();
    private long lastDrawn;

    /**
     * @param out takes the last table, which stays
     * @param live where the table is drawn
     * @param bold whether its headings are bold
     */
    public WatchSink(OutputStream out, LiveArea live, boolean bold, LongSupplier nanoTime) {
        this.out = out;
        this.live = live;
        this.bold = bold;
        this.nanoTime = nanoTime;
        this.lastDrawn = nanoTime.getAsLong();
    }

    @Override
    public void begin(Runnable onChange) {
        draw();
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
    public void tick() {
        draw();
    }

    private void draw() {
        live.show(LiveArea.Place.TABLE, look()::lines);
    }

    private Busiest look() {
        long now = nanoTime.getAsLong();
        List<TopicCounts.Count> topics = counts.byRate(Math.max(1e-3, (now - lastDrawn) / 1e9));
        lastDrawn = now;
        return new Busiest(topics.stream().limit(MOST).map(Row::of).toList(), topics.size(), bold);
    }

    @Override
    public void close() throws IOException {
        Busiest last = look();
        live.remove(LiveArea.Place.TABLE);
        Bytes table = new Bytes();
        last.lines(live.width(), live.height() - 1)
                .forEach(line -> table.add(line).add('\n'));
        table.writeTo(out);
        out.flush();
    }

    /** One topic at one moment. */
    private record Row(String messages, String rate, String bytes, String topic, String payload) {
        static Row of(TopicCounts.Count count) {
            return new Row(
                    Figures.count(count.messages),
                    String.format(Locale.ROOT, count.rate < 100 ? "%.1f" : "%,.0f", count.rate),
                    Figures.count(count.last.length),
                    count.topic,
                    Printable.beginning(count.last, MOST));
        }
    }

    /**
     * The busiest topics at one moment.
     *
     * @param rows of some of them, the busiest first
     * @param all how many topics there are
     * @param bold whether the headings are bold
     */
    private record Busiest(List<Row> rows, int all, boolean bold) {
        List<String> lines(int width, int room) {
            int shown = Math.min(rows.size(), all < room ? all : room - 2);
            Table table = new Table()
                    .right("MESSAGES", 2)
                    .right("RATE/S", 1)
                    .right("BYTES", 3)
                    .left("TOPIC", 0)
                    .left("LAST PAYLOAD", 1);
            rows.stream()
                    .limit(Math.max(0, shown))
                    .forEach(row -> table.row(row.messages, row.rate, row.bytes, row.topic, row.payload));
            List<String> lines = new ArrayList<>(table.lines(width, bold));
            if (shown < all) {
                lines.add("… " + Figures.count(all - Math.max(0, shown), "more topic"));
            }
            return lines;
        }
    }
}
