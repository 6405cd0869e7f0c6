package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.consumer.feed.BrokerWatch;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.Rewind;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.consumer.sink.Unfinished;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.Portion;

/**
 * Reads records until what was asked for is done, hands them to the sink, and commits what the sink has settled: never more,
 * and at the end never less.
 *
 * <p>The reading thread owns it and all its parts, and is the only one to talk to Kafka; see {@link SinkWork} for what it does while
 * the sink is busy. A request to stop only wakes it up.
 */
public final class ReadLoop {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long LAST_COMMIT = TimeUnit.SECONDS.toNanos(30);
    private static final long LAST_COMMIT_OF_STOP = TimeUnit.SECONDS.toNanos(10);

    private final Feed feed;
    private final Sink sink;
    private final Starts starts;
    private final RecordFilter filter;
    private final Limits limits;
    private final Stop stop;
    private final Watcher watcher;
    private final TopicGuard topics;
    private final LongSupplier clock;
    private final BrokerWatch<Fetched> brokers;
    private final Haste haste;
    private final ReadLedger ledger;
    private final SinkWork work;
    private final Assignment assignment;
    private final TopicChanges changes;
    private boolean undone;

    public ReadLoop(
            Feed feed,
            Sink sink,
            Starts starts,
            RecordFilter filter,
            ReadSettings settings,
            Stop stop,
            Watcher watcher,
            TopicGuard topics) {
        this(
                feed,
                sink,
                settings.commits() || sink.converses() ? new SinkThread() : Hands.own(),
                starts,
                filter,
                settings,
                stop,
                watcher,
                topics,
                System::nanoTime);
    }

    /** For tests: with given hands and a given clock. */
    public ReadLoop(
            Feed feed,
            Sink sink,
            Hands hands,
            Starts starts,
            RecordFilter filter,
            ReadSettings settings,
            Stop stop,
            Watcher watcher,
            TopicGuard topics,
            LongSupplier clock) {
        this.feed = feed;
        this.sink = sink;
        this.starts = starts;
        this.filter = filter;
        this.limits = settings.limits();
        this.stop = stop;
        this.watcher = watcher;
        this.topics = topics;
        this.clock = clock;
        this.brokers = BrokerWatch.of(feed, settings.patience(), clock);
        this.haste = new Haste(stop, clock, limits.totalNanos());
        Holdings holdings = new Holdings();
        Commits commits = new Commits(feed, holdings, settings, stop, watcher, topics, clock);
        this.ledger = new ReadLedger(holdings, commits, settings.commitPolicy(), watcher, clock);
        Fetching fetching = new Fetching(feed);
        this.work = new SinkWork(feed, sink, hands, fetching, brokers, ledger, haste, watcher, settings, clock);
        this.assignment = new Assignment(feed, sink, work, ledger, fetching, starts, watcher, clock);
        this.changes = new TopicChanges(
                feed, sink, work, ledger, assignment, fetching, starts, topics, watcher, settings.commits());
    }

    /** Must be told which partitions are read. */
    public ConsumerRebalanceListener listener() {
        return assignment;
    }

    /** Reads; returns why it ended. */
    public Ending run() throws IOException {
        stop.onRequest(feed::wakeup);
        haste.begin();
        try {
            return readAndFinish();
        } catch (GivenUp e) {
            return giveUp();
        } finally {
            work.close();
        }
    }

    private Ending readAndFinish() throws IOException {
        try {
            while (true) {
                Ending ending = read();
                watcher.ended();
                if (finish()) {
                    return ending;
                }
            }
        } catch (Unfinished e) {
            return endBefore(e);
        } catch (ClosedPipe e) {
            return endWithoutReader();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ClosedPipe) {
                return endWithoutReader();
            }
            throw e.getCause();
        }
    }

    /** Finishes what is in hand and commits it; false if that is void and to be read again in this run. */
    private boolean finish() throws IOException {
        if (haste.near()) {
            sink.ending();
        }
        try {
            commitLast(work::finish);
        } catch (Rewind e) {
            assignment.rewind(e);
            // Neither written nor committed: if there is no time for it now, the next run begins there.
            undone = haste.near();
            return undone;
        }
        if (haste.near()) {
            leaveBehind();
        }
        return true;
    }

    /** Reports what has left and is not committed, since its taker did not take it in time. */
    private void leaveBehind() {
        long left = sink.inHand(ledger.holdings().partitions());
        if (left > 0) {
            undone = true;
            watcher.leftBehind(left);
        }
    }

    /** What was done before the record that could not be finished is committed; it comes again in the next run. */
    private Ending endBefore(Unfinished e) throws IOException {
        work.merge();
        work.end();
        commitLast(work::settle);
        if (!e.matters(stop.requested())) {
            return Ending.STOPPED;
        }
        throw e.failure();
    }

    private Ending endWithoutReader() throws IOException {
        work.end();
        commitLast(sink::survivors);
        return Ending.CLOSED_PIPE;
    }

    /** What is known to be done is committed; the sink stays where it is stuck. */
    private Ending giveUp() {
        ledger.commit(sink.survivors());
        leaveBehind();
        undone = true;
        return stop.requested() ? Ending.STOPPED : Ending.TIMED_OUT;
    }

    /** What may be committed at this moment. */
    private interface Settled {
        Map<TopicPartition, OffsetAndMetadata> now() throws IOException;
    }

    /** Commits for the last time, again after a rebalance; reports what can no longer be committed. */
    private void commitLast(Settled last) throws IOException {
        long deadline = clock.getAsLong() + (stop.requested() ? LAST_COMMIT_OF_STOP : LAST_COMMIT);
        while (!ledger.commit(last.now()) || ledger.holdings().undecided()) {
            if (clock.getAsLong() >= deadline) {
                ledger.sayUncommitted(sink::reached);
                return;
            }
            work.pollPaused(POLL);
            assignment.placeWaiting();
        }
    }

    private Ending read() throws IOException {
        long heard = clock.getAsLong();
        while (true) {
            if (stop.requested()) {
                return Ending.STOPPED;
            }
            if (ledger.counts().taken() >= limits.records()) {
                return Ending.COUNT;
            }
            if (assignment.atEnd(topics.gone())) {
                return Ending.END;
            }
            boolean any = turn();
            if (topics.nothingLeft()) {
                return Ending.GONE;
            }
            long now = clock.getAsLong();
            if (any) {
                heard = now;
            }
            if (limits.over(haste.elapsed(), now - heard)) {
                return Ending.TIMED_OUT;
            }
        }
    }

    /** Polls and handles what arrived; false if nothing did. */
    private boolean turn() throws IOException {
        try {
            assignment.placeWaiting();
            List<Portion> portions =
                    work.borrow(brokers.poll(limits.within(POLL))).portions();
            boolean any = anyRecord(portions);
            ledger.brought(portions);
            watcher.turn(feed, ledger.counts().taken());
            work.catchUp();
            handle(changes.follow(portions));
            return any;
        } catch (Rewind e) {
            assignment.rewind(e);
            return true;
        } catch (WakeupException e) {
            // The request to stop came during another request than the poll.
            return false;
        }
    }

    private static boolean anyRecord(List<Portion> portions) {
        return portions.stream().anyMatch(portion -> !portion.isEmpty());
    }

    private void handle(List<Portion> portions) throws IOException {
        if (anyRecord(portions)) {
            ledger.begin(portions);
            Slice slice = new Slice(portions, starts::endOf, sink, filter, stop);
            work.begin(slice);
            long most = limits.records() - ledger.counts().taken();
            do {
                work.on(slice, most, ledger.untilDue());
                settleIfDue();
            } while (!slice.done() && !haste.near());
            ledger.passMarkers(portions, starts::endOf, slice::whole);
        } else {
            work.await(sink::handOver);
            ledger.passMarkers(portions, starts::endOf, partition -> true);
        }
        work.end();
        settleIfDue();
    }

    private void settleIfDue() throws IOException {
        if (ledger.due() || sink.wantsToSettle()) {
            ledger.settle(work.settle());
        }
    }

    /** How many records at most were written and will be read again, since they could no longer be committed. */
    public long repeats() {
        return ledger.repeats();
    }

    /** Whether something that was read could not be finished, for lack of time. */
    public boolean undone() {
        return undone;
    }

    /** What became of the records, given how many of those that were taken failed. */
    public Tally.Counts counts(long failed) {
        return ledger.counts().tally(failed);
    }
}
