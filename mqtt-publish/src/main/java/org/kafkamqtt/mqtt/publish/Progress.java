package org.kafkamqtt.mqtt.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.report.ProgressBar;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.mqtt.publish.delivery.Ledger;
import org.kafkamqtt.mqtt.publish.source.Place;

/** How far a run is, by what is acknowledged and by how much of the input is read. Thread-safe by its own lock. */
final class Progress {
    private final ProgressBar bar;
    private final Ledger ledger;
    private final Function<Place, OptionalDouble> share;
    private boolean ended;

    /** @param share the part of the input that ends with a place, if anybody knows */
    Progress(Console console, Ledger ledger, Function<Place, OptionalDouble> share) {
        this.bar = new ProgressBar(console, System.nanoTime());
        this.ledger = ledger;
        this.share = share;
    }

    /** Draws the line anew if that is due. */
    synchronized void draw() {
        long now = System.nanoTime();
        if (!ended && bar.due(now)) {
            bar.draw(state(bar.seconds(now)), now);
        }
    }

    /** Leaves the terminal's line clean for what follows, for good. */
    synchronized void end() {
        ended = true;
        bar.clear();
    }

    private ProgressBar.State state(double seconds) {
        Tally.Counts counts = ledger.counts();
        long inFlight = Math.max(0, counts.sent() - counts.acknowledged() - counts.failed());
        List<String> words = new ArrayList<>();
        words.add(Figures.count(counts.acknowledged()) + " acknowledged");
        if (counts.failed() > 0) {
            words.add(Figures.count(counts.failed()) + " failed");
        }
        words.add(Figures.count(Math.round(counts.acknowledged() / seconds)) + "/s");
        words.add(Figures.count(inFlight) + " in flight");
        words.add(Figures.size(ledger.bytes() / seconds) + "/s");
        String plain = counts.sent() + " sent, " + counts.acknowledged() + " acknowledged, " + counts.failed()
                + " failed, " + inFlight + " in flight";
        return new ProgressBar.State(plain, words, ledger.reached().map(share).orElse(OptionalDouble.empty()));
    }
}
