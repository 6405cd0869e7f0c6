package org.kafkamqtt.producer.ledger;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.report.ProgressBar;

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
    public ProgressLine(Console console, Ledger ledger, LongSupplier done, OptionalLong size, boolean terminal) {
        this.bar = new ProgressBar(console, terminal, System.nanoTime());
        this.ledger = ledger;
        this.done = done;
        this.size = size;
    }

    /** Draws the line anew if that is due. */
    public void draw() {
        long now = System.nanoTime();
        if (bar.due(now)) {
            bar.draw(text(bar.seconds(now)), share(), now);
        }
    }

    /** Leaves the terminal's line clean for what follows. */
    public void end() {
        bar.clear();
    }

    private String text(double seconds) {
        Tally.Counts counts = ledger.counts();
        return String.format(
                Locale.ROOT,
                "%d acknowledged, %d failed, %.0f records/s, %.2f MB/s",
                counts.acknowledged(),
                counts.failed(),
                counts.acknowledged() / seconds,
                ledger.bytes() / seconds / 1e6);
    }

    private OptionalDouble share() {
        if (size.isEmpty() || size.getAsLong() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.min(1, (double) done.getAsLong() / size.getAsLong()));
    }
}
