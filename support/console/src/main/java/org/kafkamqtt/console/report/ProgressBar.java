package org.kafkamqtt.console.report;

import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.console.Console;

/**
 * How far a run is: a line that redraws itself on a terminal, a new line each second elsewhere.
 *
 * <p>Not thread-safe; the thread that draws owns it.
 */
public final class ProgressBar {
    private static final int WIDTH = 20;

    private final Console console;
    private final boolean terminal;
    private final long pause;
    private final long begun;
    private long drawn;

    /**
     * @param terminal whether the line can redraw itself
     * @param now when the run begins, in nanoseconds
     */
    public ProgressBar(Console console, boolean terminal, long now) {
        this.console = console;
        this.terminal = terminal;
        this.pause = terminal ? TimeUnit.MILLISECONDS.toNanos(200) : TimeUnit.SECONDS.toNanos(1);
        this.begun = now;
        this.drawn = now;
    }

    /** Whether the last line was drawn long enough ago. */
    public boolean due(long now) {
        return now - drawn >= pause;
    }

    /** Seconds since the run began. */
    public double seconds(long now) {
        return (now - begun) / 1e9;
    }

    /**
     * Draws one line.
     *
     * @param share the part that is done, 0 to 1, if the end is known
     */
    public void draw(String text, OptionalDouble share, long now) {
        drawn = now;
        String line = line(text, share, seconds(now));
        if (terminal) {
            console.err().print("\r" + line + "\u001b[K");
            console.err().flush();
        } else {
            console.say(line);
        }
    }

    /** Leaves the terminal's line clean for what follows. */
    public void clear() {
        if (terminal) {
            console.err().print("\r\u001b[K");
            console.err().flush();
        }
    }

    static String line(String text, OptionalDouble share, double seconds) {
        double part = share.orElse(0);
        if (part <= 0) {
            return text;
        }
        int full = (int) (part * WIDTH);
        return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + (int) (part * 100) + "% " + text + ", "
                + Math.round(seconds / part - seconds) + " s left";
    }
}
