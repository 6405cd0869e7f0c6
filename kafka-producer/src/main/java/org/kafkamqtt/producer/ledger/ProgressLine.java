package org.kafkamqtt.producer.ledger;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;

/** How far a run is: a line that redraws itself on a terminal, a new line each second elsewhere. */
public final class ProgressLine {
    private static final int BAR = 20;

    private final Console console;
    private final Ledger ledger;
    private final LongSupplier done;
    private final OptionalLong size;
    private final boolean terminal;
    private final long begun = System.nanoTime();
    private long drawn = begun;

    /**
     * @param done bytes of the input that were read
     * @param size bytes of the input, if known
     */
    public ProgressLine(Console console, Ledger ledger, LongSupplier done, OptionalLong size, boolean terminal) {
        this.console = console;
        this.ledger = ledger;
        this.done = done;
        this.size = size;
        this.terminal = terminal;
    }

    public void draw() {
        long now = System.nanoTime();
        long pause = terminal ? TimeUnit.MILLISECONDS.toNanos(200) : TimeUnit.SECONDS.toNanos(1);
        if (now - drawn < pause) {
            return;
        }
        drawn = now;
        String line = line(ledger.counts(), ledger.bytes(), done.getAsLong(), size, now - begun);
        if (terminal) {
            console.err().print("\r" + line + "\u001b[K");
            console.err().flush();
        } else {
            console.say(line);
        }
    }

    /** Leaves the terminal's line clean for what follows. */
    public void end() {
        if (terminal) {
            console.err().print("\r\u001b[K");
            console.err().flush();
        }
    }

    static String line(Tally.Counts counts, long bytes, long done, OptionalLong size, long nanos) {
        double seconds = Math.max(nanos, 1) / 1e9;
        String text = String.format(
                Locale.ROOT,
                "%d acknowledged, %d failed, %.0f records/s, %.2f MB/s",
                counts.acknowledged(),
                counts.failed(),
                counts.acknowledged() / seconds,
                bytes / seconds / 1e6);
        if (size.isEmpty() || size.getAsLong() == 0 || done == 0) {
            return text;
        }
        double share = Math.min(1, (double) done / size.getAsLong());
        int full = (int) (share * BAR);
        long left = Math.round(seconds / share - seconds);
        return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] " + (int) (share * 100) + "% " + text + ", " + left
                + " s left";
    }
}
