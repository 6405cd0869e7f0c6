package org.kafkamqtt.mqtt.publish.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.Vitals;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.publish.source.BadMessage;
import org.kafkamqtt.mqtt.publish.source.InputWriter;
import org.kafkamqtt.mqtt.publish.source.Place;

/**
 * What became of every message.
 *
 * <p>Thread-safe: the publishing thread adds and waits, threads of the connection report the fates.
 */
public final class Ledger {
    private static final long LOOK_MILLIS = 200;
    private static final Duration SILENCE_AFTER_STOP = Duration.ofMillis(400);

    private final Figures figures = new Figures();
    private final InFlight inFlight = new InFlight();
    private final Window window;
    private final Silence silence;
    private final Complaints complaints;
    private final Patience patience;
    private final InputWriter writer;
    private final EarlyEnd end;
    private final LongSupplier nanoTime;
    private volatile @Nullable Place reached;

    /**
     * How long to wait for acknowledgements.
     *
     * @param broker that sends them
     * @param limit how long it may acknowledge nothing while connected
     */
    public record Patience(String broker, Duration limit) {
        private Failure exhausted() {
            return new Failure(ExitStatus.TIMED_OUT, broker + " acknowledged nothing for " + limit.toSeconds() + " s");
        }
    }

    /**
     * @param sizes how many messages of QoS 1 and of QoS 2 may be on their way
     * @param writer told of every line that is settled
     * @param end asked for when the run cannot go on
     */
    public Ledger(
            Complaints complaints,
            WindowSizes sizes,
            Patience patience,
            InputWriter writer,
            EarlyEnd end,
            LongSupplier nanoTime) {
        this.complaints = complaints;
        this.window = new Window(sizes);
        this.patience = patience;
        this.writer = writer;
        this.end = end;
        this.nanoTime = nanoTime;
        this.silence = new Silence(nanoTime);
    }

    public Tally.Counts counts() {
        return figures.tally().counts();
    }

    /** Bytes of payload that arrived. */
    public long bytes() {
        return figures.bytes();
    }

    /** As Prometheus sees them. */
    public Vitals vitals() {
        return new PublishVitals(figures, patience.broker(), inFlight::size, silence::isConnected);
    }

    /** Where the message that was read last stands; any thread may ask. */
    public Optional<Place> reached() {
        return Optional.ofNullable(reached);
    }

    /** Waits for room in the window for a message of this size; false if the run fails instead. */
    boolean awaitRoom(Qos qos, int bytes) throws InterruptedException {
        long wait = 0;
        while (!window.take(qos, bytes, wait)) {
            if (isOver()) {
                return false;
            }
            wait = LOOK_MILLIS;
        }
        return end.failure().isEmpty();
    }

    /** Notes, before it is handed over, that a message which had room is read and on its way. */
    void add(Publication publication, Place place) {
        Sent sent = new Sent(publication, place, nanoTime.getAsLong());
        if (inFlight.isEmpty()) {
            silence.brokenAt(sent.nanos());
        }
        reached = place;
        figures.tally().read();
        figures.tally().sent();
        inFlight.add(sent);
    }

    /** Takes over what an earlier run left in flight; it has no place in the window. */
    public void restore(List<Publication> publications) {
        for (Publication publication : publications) {
            add(publication, new Place("", "message in flight", publication.restoredPacketId(), 0));
        }
        if (!publications.isEmpty()) {
            complaints.note("continuing with "
                    + (publications.size() == 1 ? "1 message that was" : publications.size() + " messages that were")
                    + " in flight");
        }
    }

    /** This one arrived. */
    void acknowledge(long sequence) {
        acknowledge(sequence, true);
    }

    /**
     * The same.
     *
     * @param heard whether anybody has subscribed to it, as far as the broker says
     */
    void acknowledge(long sequence, boolean heard) {
        long now = nanoTime.getAsLong();
        Sent sent = inFlight.claim(sequence);
        if (sent == null) {
            return;
        }
        silence.brokenAt(now);
        if (!heard) {
            figures.unheard();
        }
        figures.acknowledged(sent.publication().payload().length, now - sent.nanos());
        writer.settle(sent.place().number());
        release(sent);
    }

    /** This one did not arrive; if it cannot be kept for a writer that waits for it, the run ends. */
    void fail(long sequence, Failure why) {
        Sent sent = inFlight.claim(sequence);
        if (sent == null) {
            return;
        }
        silence.brokenAt(nanoTime.getAsLong());
        if (why.status() == ExitStatus.UNAUTHORISED) {
            figures.denied();
        }
        figures.tally().failed();
        try {
            if (complaints.add(sent, why.sentence())) {
                writer.settle(sent.place().number());
            } else if (writer.keepsLines()) {
                end(some(why));
            }
        } finally {
            // Where it cannot be kept, nobody may wait for its fate any longer.
            release(sent);
        }
    }

    /** A message that is denied after others have arrived is no sign that the user may do nothing. */
    private Failure some(Failure why) {
        return why.status() == ExitStatus.UNAUTHORISED && counts().acknowledged() > 0
                ? new Failure(ExitStatus.PARTIAL, why.sentence(), why)
                : why;
    }

    /** This one is not confirmed, and comes again from its writer. */
    private void leave(long sequence, String why) {
        Sent sent = inFlight.claim(sequence);
        if (sent != null) {
            figures.tally().failed();
            complaints.leave(sent, why);
            release(sent);
        }
    }

    private void release(Sent sent) {
        window.give(sent.publication());
        inFlight.done();
    }

    /**
     * Counts a piece of input that is not a message.
     *
     * @param raw as it was read, null if it was not kept
     * @return false if the run must end with it, since it stays with its writer
     */
    boolean reject(Place place, BadMessage bad, byte @Nullable [] raw) {
        figures.tally().read();
        figures.tally().failed();
        boolean kept = complaints.add(place, bad, raw);
        if (kept) {
            writer.settle(place.number());
        }
        return kept || !writer.keepsLines();
    }

    /** The connection is up; returns whether it was up before. */
    boolean noteConnection() {
        silence.connected();
        return figures.connectedAgain();
    }

    void noteLoss() {
        silence.lost();
    }

    /** Ends the run early, and wakes a thread that waits for fates. */
    public void end(Failure why) {
        end.fail(why);
        inFlight.wake();
    }

    /** Whether a failure ends the run; the broker's silence is one if it lasts too long. */
    private boolean isOver() {
        if (end.failure().isEmpty() && !inFlight.isEmpty() && silence.lasts(patience.limit())) {
            end(patience.exhausted());
        }
        return end.failure().isPresent();
    }

    /** Waits until every message has its fate, or the run fails. */
    public void awaitFates() throws InterruptedException {
        while (!inFlight.isEmpty() && !isOver()) {
            inFlight.await(LOOK_MILLIS);
        }
    }

    /**
     * The same for at most this long, and only as long as the broker keeps answering: not while the connection is down, and
     * not more than a second after the last answer.
     */
    public void awaitFatesWhileAnswered(Duration limit) throws InterruptedException {
        long begin = nanoTime.getAsLong();
        while (!inFlight.isEmpty()
                && silence.isConnected()
                && !isOver()
                && nanoTime.getAsLong() - begin < limit.toNanos()
                && !silence.lastsSince(begin, SILENCE_AFTER_STOP)) {
            inFlight.await(LOOK_MILLIS);
        }
    }

    /** Gives up on publications without a fate. */
    public void abandon(String why) {
        for (Sent sent : inFlight.inOrder()) {
            if (writer.keepsLines()) {
                leave(sent.publication().sequence(), why);
            } else {
                fail(sent.publication().sequence(), new Failure(ExitStatus.PARTIAL, why));
            }
        }
    }

    /**
     * The run so far.
     *
     * @param nanos that it took
     * @param tells whether the broker says of a message that nobody has subscribed to it
     */
    public Summary summary(long nanos, boolean tells) {
        return figures.summary(nanos, tells);
    }
}
