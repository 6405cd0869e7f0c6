package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.consumer.feed.BrokerWatch;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.Portion;

/**
 * What the sink does for a run, by hands that may be its own thread. While that takes long, the reading thread stays a member of its
 * group: it only polls, with its partitions paused, and leaves the sink alone.
 *
 * <p>In a rebalance nothing is thrown, since that would keep the client from leaving the group: what went wrong is thrown after it. Not
 * thread-safe; the reading thread owns it.
 */
final class SinkWork {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final long MEANWHILE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long CLOSE = TimeUnit.SECONDS.toNanos(2);

    private final Feed feed;
    private final Sink sink;
    private final Hands hands;
    private final Fetching fetching;
    private final BrokerWatch<Fetched> brokers;
    private final ReadLedger ledger;
    private final Haste haste;
    private final Watcher watcher;
    private final LongSupplier clock;
    private final boolean grouped;
    private final long meanwhile;
    private final long revokeLimit;
    private final Set<TopicPartition> dropped = new HashSet<>();
    private @Nullable Slice slice;
    private Fetched lent = Fetched.NONE;
    private @Nullable RuntimeException refused;
    private Map<TopicPartition, OffsetAndMetadata> settled = Map.of();
    private Sink.Assigned answer = Sink.Assigned.UNKNOWN;
    private boolean closed;

    SinkWork(
            Feed feed,
            Sink sink,
            Hands hands,
            Fetching fetching,
            BrokerWatch<Fetched> brokers,
            ReadLedger ledger,
            Haste haste,
            Watcher watcher,
            ReadSettings settings,
            LongSupplier clock) {
        this.feed = feed;
        this.sink = sink;
        this.hands = hands;
        this.fetching = fetching;
        this.brokers = brokers;
        this.ledger = ledger;
        this.haste = haste;
        this.watcher = watcher;
        this.clock = clock;
        this.grouped = settings.commits();
        long interval = settings.pollInterval().toNanos();
        this.meanwhile = Math.min(MEANWHILE, interval / 4);
        this.revokeLimit = interval / 2;
    }

    /** Has the sink do something; while that takes long, the reading thread stays a member. */
    void await(Hands.Deed deed) throws IOException {
        if (grouped) {
            sink.member(feed.groupMetadata());
        }
        hands.begin(deed);
        if (!hands.await(meanwhile)) {
            stayMember();
        }
        catchUp();
    }

    /** Waits for what was begun in a rebalance, and throws what went wrong there. */
    void catchUp() throws IOException {
        if (!hands.await(0)) {
            stayMember();
        }
        hands.rethrow();
        RuntimeException trouble = refused;
        refused = null;
        if (trouble != null) {
            throw trouble;
        }
    }

    private void stayMember() throws IOException {
        do {
            pollPaused(POLL);
            watcher.turn(feed, ledger.counts().taken() + (slice == null ? 0 : slice.takenMeanwhile()));
            if (ledger.dueMeanwhile()) {
                commitMeanwhile();
            }
            if (haste.near()) {
                if (haste.outlasts(sink.patience())) {
                    throw new GivenUp();
                }
                sink.ending();
                askBack();
            }
        } while (!hands.await(meanwhile));
        fetching.resume();
    }

    /** Polls as a member that wants no records. */
    void pollPaused(Duration wait) {
        fetching.pauseAll();
        try (Fetched fetched = brokers.poll(wait)) {
            for (Portion portion : fetched.portions()) {
                if (!portion.isEmpty()) {
                    // Nothing should come from paused partitions; if it does, it will come again.
                    feed.seek(new TopicPartition(portion.topic(), portion.partition()), portion.firstOffset());
                }
            }
        }
    }

    /** Commits what a busy sink knows to be done; if it does not know, it is asked to finish. */
    private void commitMeanwhile() {
        Map<TopicPartition, OffsetAndMetadata> done = sink.survivors();
        if (done.isEmpty()) {
            askBack();
        } else {
            ledger.commitMeanwhile(done);
        }
    }

    /** Makes durable what was taken; returns what may be committed. */
    Map<TopicPartition, OffsetAndMetadata> settle() throws IOException {
        Map<TopicPartition, OffsetAndMetadata> positions = ledger.holdings().positions();
        await(() -> settled = sink.settle(positions));
        return settled;
    }

    /** As {@link #settle}, at the end of the run. */
    Map<TopicPartition, OffsetAndMetadata> finish() throws IOException {
        Map<TopicPartition, OffsetAndMetadata> positions = ledger.holdings().positions();
        await(() -> settled = sink.finish(positions));
        return settled;
    }

    /** What a poll brought, given back by {@link #end}: the sink may look at its bytes until then. */
    Fetched borrow(Fetched fetched) {
        lent.close();
        lent = fetched;
        dropped.clear();
        return fetched;
    }

    /** These records of what was borrowed are worked on from now on, until {@link #end}. */
    void begin(Slice records) {
        slice = records;
    }

    /** Works on the records of the slice, as far as {@link Slice#work} goes. */
    void on(Slice records, long mostTaken, long mostHandled) throws IOException {
        // Partitions may have gone since they were polled, or while a commit was made.
        records.drop(dropped);
        await(() -> records.work(mostTaken, mostHandled));
        merge();
    }

    /** Enters what was handled of the slice, while no deed is running. */
    void merge() {
        Slice current = slice;
        if (current != null) {
            ledger.add(current);
            current.drop(dropped);
            ledger.sayLosses();
        }
    }

    /** What is left of the slice is not worked on; its bytes are given back. To be called while no deed is running. */
    void end() {
        slice = null;
        lent.close();
        lent = Fetched.NONE;
    }

    private void askBack() {
        Slice current = slice;
        if (current != null) {
            current.back();
        }
    }

    /** Whether records are worked on. */
    boolean inSlice() {
        return slice != null;
    }

    /** Keeps what went wrong in a rebalance for later. */
    void refuse(RuntimeException e) {
        if (refused == null && !(e instanceof WakeupException)) {
            refused = e;
        }
    }

    /** How the sink responds to partitions that are to be read. */
    Sink.Assigned ask(Collection<TopicPartition> partitions) throws IOException {
        await(() -> answer = sink.assigned(partitions));
        return answer;
    }

    /** The same in a rebalance; nothing from a sink that is busy or takes too long. */
    Optional<Sink.Assigned> askInTime(Collection<TopicPartition> partitions) {
        if (!hands.await(0) || slice != null || closed) {
            return Optional.empty();
        }
        hands.begin(() -> answer = sink.assigned(partitions));
        return hands.await(revokeLimit) && !hands.failed() ? Optional.of(answer) : Optional.empty();
    }

    /** Finishes what is in hand of partitions that are taken away, in limited time, and commits it. */
    void giveUp(Collection<TopicPartition> partitions) {
        if (closed || partitions.isEmpty()) {
            return;
        }
        long deadline = clock.getAsLong() + revokeLimit;
        askBack();
        sink.hurry(partitions);
        if (awaitUntil(deadline) && !hands.failed()) {
            merge();
            Map<TopicPartition, OffsetAndMetadata> positions = ledger.holdings().positions();
            hands.begin(() -> settled = sink.settle(positions));
            if (awaitUntil(deadline) && !hands.failed()) {
                ledger.settle(settled);
            }
        }
        while (sink.inHand(partitions) > 0 && patient(deadline)) {
            hands.pause(POLL.toNanos());
        }
        ledger.commit(sink.survivors());
    }

    /** Waits for the sink; not for long if the user wants to stop. */
    private boolean awaitUntil(long deadline) {
        while (!hands.await(Math.min(meanwhile, Math.max(0, deadline - clock.getAsLong())))) {
            if (!patient(deadline)) {
                return false;
            }
        }
        return true;
    }

    private boolean patient(long deadline) {
        return clock.getAsLong() < deadline && !haste.outlasts(sink.patience());
    }

    /** Others read these partitions from now on, whatever is in hand of them. */
    void hurry(Collection<TopicPartition> partitions) {
        askBack();
        sink.hurry(partitions);
    }

    /** The partitions are no longer ours; returns whether more of them may be handled at this moment. */
    boolean drop(Collection<TopicPartition> gone) {
        dropped.addAll(gone);
        return slice != null || !hands.await(0);
    }

    /** Has the sink release partitions, as far as there is time. */
    void release(Collection<TopicPartition> gone) {
        if (!closed) {
            hands.begin(() -> sink.released(gone));
            hands.await(meanwhile);
        }
    }

    /** From here on nothing is settled or committed, however the client lets go of its partitions. */
    void close() {
        closed = true;
        askBack();
        sink.ending();
        if (hands.await(CLOSE)) {
            end();
        }
        hands.close();
    }
}
