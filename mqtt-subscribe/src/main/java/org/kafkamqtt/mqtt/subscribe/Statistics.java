package org.kafkamqtt.mqtt.subscribe;

import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.report.ProgressBar;
import org.kafkamqtt.console.terminal.LiveArea;
import org.kafkamqtt.console.text.Figures;

/**
 * Counts and rates every interval: in one line that redraws itself on a terminal, a line each elsewhere. Not thread-safe; the
 * writing thread owns it.
 */
final class Statistics {
    private final Console console;
    private final long everyNanos;
    private long lastLine;
    private long lastReceived;

    /** @param everyNanos between lines, {@link Long#MAX_VALUE} for none */
    Statistics(Console console, long everyNanos, long now) {
        this.console = console;
        this.everyNanos = everyNanos;
        this.lastLine = now;
    }

    /** Tells them, if that is due. */
    void tick(long now, Summary summary, int waiting) {
        if (now - lastLine < everyNanos) {
            return;
        }
        long perSecond = Math.round((summary.received() - lastReceived) * 1e9 / (now - lastLine));
        lastLine = now;
        lastReceived = summary.received();
        if (console.live().draws()) {
            console.live().show(LiveArea.Place.BAR, (width, rows) -> List.of(line(summary, waiting, perSecond, width)));
        } else {
            console.say(plain(summary, waiting, perSecond));
        }
    }

    /** Leaves the terminal clean for what follows. */
    void end() {
        console.live().remove(LiveArea.Place.BAR);
    }

    static String line(Summary summary, int waiting, long perSecond, int width) {
        List<String> words = new ArrayList<>();
        words.add(Figures.count(summary.received()) + " received");
        words.add(Figures.count(perSecond) + "/s");
        addIfAny(words, summary.dropped(), " dropped");
        addIfAny(words, summary.refused(), " failed");
        addIfAny(words, waiting, " waiting");
        words.add(Figures.count(summary.written()) + " written");
        addIfAny(words, summary.acknowledged(), " acknowledged");
        addIfAny(words, summary.leftOut(), " left out");
        return ProgressBar.line(words, width);
    }

    private static void addIfAny(List<String> words, long number, String word) {
        if (number > 0) {
            words.add(Figures.count(number) + word);
        }
    }

    /** For logs: what is zero is left out, but for the three that are always there. */
    static String plain(Summary summary, int waiting, long perSecond) {
        return summary.received() + " received, " + perSecond + "/s, " + summary.written() + " written"
                + ifAny(summary.acknowledged(), "acknowledged")
                + ifAny(summary.leftOut(), "left out")
                + ifAny(summary.refused(), "failed")
                + ifAny(summary.dropped(), "dropped")
                + ifAny(waiting, "waiting");
    }

    private static String ifAny(long number, String word) {
        return number > 0 ? ", " + number + " " + word : "";
    }
}
