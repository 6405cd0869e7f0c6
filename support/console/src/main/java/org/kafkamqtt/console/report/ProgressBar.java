package org.kafkamqtt.console.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.terminal.LiveArea;
import org.kafkamqtt.console.text.Figures;

/**
 * How far a run is: a line that redraws itself on a terminal, a new line each second elsewhere.
 *
 * <p>Not thread-safe; the thread that draws owns it.
 */
public final class ProgressBar {
    private static final String GAP = "  ";
    private static final int LONGEST = 20;
    private static final int SHORTEST = 8;

    private final Console console;
    private final boolean terminal;
    private final long pause;
    private final long begun;
    private long drawn;

    /** @param now when the run begins, in nanoseconds */
    public ProgressBar(Console console, long now) {
        this.console = console;
        this.terminal = console.live().draws();
        this.pause = terminal ? TimeUnit.MILLISECONDS.toNanos(200) : TimeUnit.SECONDS.toNanos(1);
        this.begun = now;
        this.drawn = now;
    }

    /**
     * How far it is.
     *
     * @param plain for logs
     * @param words for people, the most needed first; the last are left out where there is no room
     * @param share the part that is done, 0 to 1, if the end is known
     */
    public record State(String plain, List<String> words, OptionalDouble share) {}

    /** Whether the last line was drawn long enough ago. */
    public boolean due(long now) {
        return now - drawn >= pause;
    }

    /** Seconds since the run began. */
    public double seconds(long now) {
        return (now - begun) / 1e9;
    }

    /** Draws one line. */
    public void draw(State state, long now) {
        drawn = now;
        double seconds = seconds(now);
        if (terminal) {
            console.live().show(LiveArea.Place.BAR, (width, rows) -> List.of(line(state, seconds, width)));
        } else {
            console.say(plain(state, seconds));
        }
    }

    /** Leaves the terminal's line clean for what follows. */
    public void clear() {
        console.live().remove(LiveArea.Place.BAR);
    }

    static String plain(State state, double seconds) {
        double part = state.share.orElse(0);
        if (part <= 0) {
            return state.plain;
        }
        return bar(part, LONGEST) + " " + (int) (part * 100) + "% " + state.plain + ", "
                + Math.round(seconds / part - seconds) + " s left";
    }

    /** All that there is room for: the time that is left before all words but the first, a long bar last. */
    static String line(State state, double seconds, int width) {
        double part = state.share.orElse(0);
        String percent = part > 0 ? String.format(Locale.ROOT, "%2d %%", (int) (part * 100)) : "";
        String left = part > 0 && part < 1
                ? Figures.time(Duration.ofMillis(Math.round((seconds / part - seconds) * 1e3))) + " left"
                : "";
        List<String> needed = needed(percent, state.words, left);
        List<String> shown = fitting(needed, width - (part > 0 ? SHORTEST + 2 + GAP.length() : 0));
        if (shown.size() < 3) {
            shown = fitting(needed, width);
        }
        if (shown.remove(left)) {
            shown.add(left);
        }
        String text = String.join(GAP, shown);
        int bar = Math.min(LONGEST, width - text.length() - GAP.length() - 2);
        return part > 0 && bar >= SHORTEST ? bar(part, bar) + GAP + text : text;
    }

    /** As many of the words as there is room for, the most needed first. */
    public static String line(List<String> words, int width) {
        return line(new State("", words, OptionalDouble.empty()), 0, width);
    }

    private static List<String> fitting(List<String> needed, int width) {
        List<String> shown = new ArrayList<>();
        int room = width + GAP.length();
        for (String word : needed) {
            room -= word.length() + GAP.length();
            if (room < 0 && !shown.isEmpty()) {
                break;
            }
            shown.add(word);
        }
        return shown;
    }

    private static List<String> needed(String percent, List<String> words, String left) {
        List<String> needed = new ArrayList<>(words);
        needed.add(0, percent);
        needed.add(Math.min(2, needed.size()), left);
        needed.removeIf(String::isEmpty);
        return needed;
    }

    private static String bar(double part, int width) {
        int full = (int) (part * width);
        return "[" + "#".repeat(full) + ".".repeat(width - full) + "]";
    }
}
