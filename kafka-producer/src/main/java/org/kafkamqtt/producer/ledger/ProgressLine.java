package org.kafkamqtt.producer.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.report.ProgressBar;
import org.kafkamqtt.console.text.Figures;

/**
 * How far a run is, by what is acknowledged and by how much of the input is read.
 *
 * <p>Not thread-safe; the housekeeping thread owns it.
 */
public final class ProgressLine {
    private final ProgressBar bar;
    private final Ledger ledger;
    private final LongSupplier done;
    private final OptionalLong size;

    /**
     * @param done bytes of the input that were read
     * @param size bytes of the input, if known
     */
    public ProgressLine(Console console, Ledger ledger, LongSupplier done, OptionalLong size) {
        this.bar = new ProgressBar(console, System.nanoTime());
        this.ledger = ledger;
        this.done = done;
        this.size = size;
    }

    /** Draws the line anew if that is due. */
    public void draw() {
        long now = System.nanoTime();
        if (bar.due(now)) {
            bar.draw(state(bar.seconds(now)), now);
        }
    }

    /** Leaves the terminal's line clean for what follows. */
    public void end() {
        bar.clear();
    }

    private ProgressBar.State state(double seconds) {
        Tally.Counts counts = ledger.counts();
        double rate = counts.acknowledged() / seconds;
        double bytes = ledger.bytes() / seconds;
        String plain = String.format(
                Locale.ROOT,
                "%d acknowledged, %d failed, %.0f records/s, %.2f MB/s",
                counts.acknowledged(),
                counts.failed(),
                rate,
                bytes / 1e6);
        List<String> words = new ArrayList<>();
        words.add(Figures.count(counts.acknowledged()) + " acknowledged");
        if (counts.failed() > 0) {
            words.add(Figures.count(counts.failed()) + " failed");
        }
        words.add(Figures.count(Math.round(rate)) + "/s");
        words.add(Figures.size(bytes) + "/s");
        return new ProgressBar.State(plain, words, share());
    }

    private OptionalDouble share() {
        if (size.isEmpty() || size.getAsLong() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.min(1, (double) done.getAsLong() / size.getAsLong()));
    }
}
