package org.kafkamqtt.mqtt.publish.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.Confirmations;
import org.kafkamqtt.console.report.Latencies;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Qos;
import org.kafkamqtt.mqtt.publish.source.BadMessage;
import org.kafkamqtt.mqtt.publish.source.Place;

/**
 * What became of every message, by our own sequence: MQTT's packet identifiers repeat after 65,535.
 *
 * <p>The publishing thread adds and waits, threads of the connection settle. Thread-safe.
 */
public final class Ledger implements ConnectionListener {
    private static final int MAX_QOS_0 = 10_000;
    private static final long LOOK_MILLIS = 200;
    private static final Duration SILENCE = Duration.ofMillis(400);
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private final Tally tally = new Tally();
    private final Latencies latencies = new Latencies();
    private final LongAdder bytes = new LongAdder();
    private final AtomicLong reconnects = new AtomicLong(-1);
    private final Map<Long, Sent> open = new ConcurrentHashMap<>();
    private final Semaphore[] windows;
    private final Room room = new Room(MAX_BYTES);
    private final CompletableFuture<Message> reply = new CompletableFuture<>();
    private final Complaints complaints;
    private final Duration ackTimeout;
    private final String broker;
    private final @Nullable Confirmations confirmations;
    private volatile long lastNews = System.nanoTime();
    private volatile boolean connected;
    private volatile @Nullable Failure over;
    private volatile Runnable whenOver = () -> {};

    /**
     * @param windows how many messages of QoS 1 and of QoS 2 may be open
     * @param ackTimeout how long the broker may acknowledge nothing while it is connected
     * @param confirmations told of every line that is settled; null if nobody wants to know
     */
    public Ledger(
            Complaints complaints,
            Windows windows,
            Duration ackTimeout,
            String broker,
            @Nullable Confirmations confirmations) {
        this.confirmations = confirmations;
        this.complaints = complaints;
        this.ackTimeout = ackTimeout;
        this.broker = broker;
        this.windows = new Semaphore[] {
            new Semaphore(MAX_QOS_0), new Semaphore(windows.atLeastOnce()), new Semaphore(windows.exactlyOnce())
        };
    }

    public Tally tally() {
        return tally;
    }

    /** Waits for room in the window, and for as many bytes; false if the run is over instead. */
    boolean awaitRoom(Qos qos, int bytes) throws InterruptedException {
        Semaphore window = windows[qos.level()];
        while (!window.tryAcquire()) {
            if (window.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
            if (isOver()) {
                return false;
            }
        }
        while (!room.take(bytes, LOOK_MILLIS)) {
            if (isOver()) {
                return false;
            }
        }
        return over == null;
    }

    /** Notes that it is on its way; before it is. */
    void sent(Sent sent) {
        if (open.isEmpty()) {
            lastNews = sent.nanos();
        }
        open.put(sent.publication().sequence(), sent);
        tally.sent();
    }

    /** Takes over what an earlier run left in flight; it has no place in the window. */
    public void restored(List<Publication> publications) {
        for (Publication publication : publications) {
            tally.read();
            Place place = new Place("", "message in flight", publication.restoredPacketId(), 0);
            sent(new Sent(publication, place, System.nanoTime()));
        }
        if (!publications.isEmpty()) {
            complaints.note("going on with " + publications.size() + " messages that were in flight");
        }
    }

    @Override
    public void acknowledged(long sequence) {
        long now = System.nanoTime();
        Sent sent = open.remove(sequence);
        if (sent == null) {
            return;
        }
        lastNews = now;
        latencies.record(now - sent.nanos());
        bytes.add(sent.publication().payload().length);
        tally.acknowledged();
        if (confirmations != null) {
            confirmations.settle(sent.place().number());
        }
        settled(sent);
    }

    /**
     * A piece of input that is no message.
     *
     * @param raw as it was read, null if nobody has kept it
     * @return false if the run must end with it, since it stays with whoever wrote it
     */
    boolean rejected(Place place, BadMessage bad, byte @Nullable [] raw) {
        tally.read();
        tally.failed();
        boolean kept = complaints.add(place, bad, raw);
        if (confirmations != null && kept) {
            confirmations.settle(place.number());
        }
        return confirmations == null || kept;
    }

    @Override
    public void failed(long sequence, Failure why) {
        Sent sent = open.remove(sequence);
        if (sent != null) {
            tally.failed();
            boolean kept = complaints.add(sent, why.sentence());
            if (confirmations != null && kept) {
                confirmations.settle(sent.place().number());
            } else if (confirmations != null) {
                end(why);
            }
            settled(sent);
        }
    }

    /** One that is not told to have arrived, and comes again. */
    private void leave(Sent sent, String why) {
        if (open.remove(sent.publication().sequence()) != null) {
            tally.failed();
            complaints.leave(sent, why);
            settled(sent);
        }
    }

    private void settled(Sent sent) {
        if (!sent.publication().restored()) {
            room.give(sent.publication().payload().length);
            windows[sent.publication().qos().level()].release();
        }
        if (open.isEmpty()) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    @Override
    public void connected(boolean sessionPresent) {
        connected = true;
        lastNews = System.nanoTime();
        if (reconnects.incrementAndGet() > 0) {
            complaints.note("connected again to " + broker);
        }
    }

    @Override
    public void lost(Failure why, Duration nextAttempt) {
        connected = false;
        complaints.note(why.sentence() + "; trying again");
    }

    @Override
    public void attemptFailed(Failure why, Duration nextAttempt) {
        complaints.note(why.sentence() + "; trying again in " + nextAttempt.toMillis() + " ms");
    }

    @Override
    public void arrived(Message message) {
        if (!message.retain()) {
            reply.complete(message);
        }
    }

    /** Waits for the first message that is not an old one the broker had kept; empty if the run is over instead. */
    public Optional<Message> awaitReply(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (over == null && System.nanoTime() < end) {
            try {
                return Optional.of(reply.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException | ExecutionException e) {
                // looked at again
            }
        }
        return Optional.empty();
    }

    @Override
    public void ended(Failure why) {
        end(why);
    }

    /** Ends the run early. */
    public void end(Failure why) {
        synchronized (this) {
            if (over == null) {
                over = why;
            }
            notifyAll();
        }
        whenOver.run();
    }

    /** What to do when the run is over early, on whatever thread finds out; it must not block. */
    public void whenOver(Runnable action) {
        whenOver = action;
    }

    public Optional<Failure> over() {
        return Optional.ofNullable(over);
    }

    private boolean isOver() {
        if (over == null && connected && !open.isEmpty() && System.nanoTime() - lastNews > ackTimeout.toNanos()) {
            end(new Failure(
                    ExitStatus.TIMED_OUT, broker + " acknowledged nothing for " + ackTimeout.toSeconds() + " s"));
        }
        return over != null;
    }

    /** Waits until every message has its fate, or the run is over, or this time has passed. */
    public boolean settle(Duration limit) throws InterruptedException {
        long end = limit.compareTo(Duration.ofDays(1)) > 0 ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
        synchronized (this) {
            while (!open.isEmpty() && !isOver() && System.nanoTime() < end) {
                wait(LOOK_MILLIS);
            }
        }
        return open.isEmpty();
    }

    /**
     * Waits as {@link #settle} does, but no longer than the broker goes on answering: not while the connection is away, and
     * not a second after the last answer.
     */
    public void settleWhileAnswered(Duration limit) throws InterruptedException {
        long begin = System.nanoTime();
        while (connected
                && over == null
                && System.nanoTime() - begin < limit.toNanos()
                && System.nanoTime() - Math.max(begin, lastNews) < SILENCE.toNanos()
                && !settle(Duration.ofMillis(LOOK_MILLIS))) {
            Thread.onSpinWait();
        }
    }

    /** Gives up on what has no fate yet. */
    public void abandon(String why) {
        List<Sent> left = open.values().stream()
                .sorted(Comparator.comparingLong(s -> s.publication().sequence()))
                .toList();
        for (Sent sent : left) {
            if (confirmations == null) {
                failed(sent.publication().sequence(), new Failure(ExitStatus.PARTIAL, why));
            } else {
                leave(sent, why);
            }
        }
    }

    public Summary summary(long nanos) {
        return new Summary(
                tally.counts(),
                bytes.sum(),
                Math.max(0, reconnects.get()),
                nanos,
                latencies.millis(50),
                latencies.millis(95),
                latencies.millis(99));
    }
}
