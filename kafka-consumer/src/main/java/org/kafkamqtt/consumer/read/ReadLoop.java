package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.sink.CommitPolicy;
import org.kafkamqtt.consumer.sink.Rewind;
import org.kafkamqtt.consumer.sink.Sink;
import org.kafkamqtt.consumer.sink.TooLarge;
import org.kafkamqtt.consumer.sink.Unfinished;
import org.kafkamqtt.kafka.topic.TopicNews;

/**
 * Reads records until what was asked for is done, hands them to the sink, and commits what the sink has settled: never more,
 * and at the end never less.
 *
 * <p>The reading thread alone talks to Kafka. Where the sink has hands of its own, it is left alone while they are busy: a member of a
 * group only polls then, with its partitions paused, so that it stays one for as long as the sink takes. A wish to stop only wakes
 * up the reading thread.
 */
public final class ReadLoop implements ConsumerRebalanceListener {
    /** The classic and the new protocol both tell members every 3 to 5 seconds. */
    private static final Duration WITHOUT_PARTITIONS = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration POLL_MEANWHILE = Duration.ofMillis(20);
    private static final long MEANWHILE = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LAST_COMMIT = TimeUnit.SECONDS.toNanos(30);
    private static final long LAST_COMMIT_OF_STOP = TimeUnit.SECONDS.toNanos(10);
    private static final long CLOSE = TimeUnit.SECONDS.toNanos(2);

    private final Consumer<byte[], byte[]> consumer;
    private final Sink sink;
    private final Hands hands;
    private final Starts starts;
    private final RecordFilter filter;
    private final Limits limits;
    private final boolean grouped;
    private final CommitPolicy policy;
    private final Stop stop;
    private final Watcher watcher;
    private final BrokerWatch brokers;
    private final TopicGuard topics;
    private final LongSupplier clock;
    private final long meanwhile;
    private final long revokeLimit;
    private final Holdings holdings = new Holdings();
    private final Commits commits;
    private final Set<TopicPartition> waiting = new HashSet<>();
    private final Set<TopicPartition> dropped = new HashSet<>();
    private @Nullable Slice slice;
    private @Nullable RuntimeException refused;
    private Map<TopicPartition, OffsetAndMetadata> settled = Map.of();
    private Sink.Assigned answer = Sink.Assigned.UNKNOWN;
    private boolean everAssigned;
    private long hadPartitions;
    private long begun;
    private long impatientSince;
    private boolean impatient;
    private boolean finished;
    private long uncommitted;
    private long committedAt;
    private long taken;
    private long handled;
    private long takenForGood;
    private long handledForGood;
    private long repeats;
    private boolean undone;

    public ReadLoop(
            Consumer<byte[], byte[]> consumer,
            Sink sink,
            Starts starts,
            RecordFilter filter,
            ReadSettings settings,
            Stop stop,
            Watcher watcher,
            TopicGuard topics) {
        this(
                consumer,
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

    /** For tests: with given hands and a given time. */
    public ReadLoop(
            Consumer<byte[], byte[]> consumer,
            Sink sink,
            Hands hands,
            Starts starts,
            RecordFilter filter,
            ReadSettings settings,
            Stop stop,
            Watcher watcher,
            TopicGuard topics,
            LongSupplier clock) {
        this.topics = topics;
        this.consumer = consumer;
        this.sink = sink;
        this.hands = hands;
        this.starts = starts;
        this.filter = filter;
        this.limits = settings.limits();
        this.grouped = settings.commits();
        this.policy = settings.commitPolicy();
        this.stop = stop;
        this.watcher = watcher;
        this.clock = clock;
        long interval = settings.pollInterval().toNanos();
        this.meanwhile = Math.min(MEANWHILE, interval / 4);
        this.revokeLimit = interval / 2;
        this.commits = new Commits(consumer, holdings, settings, stop, watcher, topics);
        this.brokers = new BrokerWatch(wait -> TooLarge.poll(consumer, wait), consumer::metrics, settings.patience());
        this.committedAt = clock.getAsLong();
        this.hadPartitions = committedAt;
    }

    /** Reads; answers why it ended. */
    public Ending run() throws IOException {
        stop.onRequest(consumer::wakeup);
        begun = clock.getAsLong();
        try {
            return ended();
        } catch (GivenUp e) {
            return givenUp();
        } finally {
            // From here on nothing is settled or committed, however the client lets go of its partitions.
            finished = true;
            askBack();
            sink.ending();
            hands.await(CLOSE);
            hands.close();
        }
    }

    private Ending ended() throws IOException {
        try {
            while (true) {
                Ending ending = read();
                watcher.ended();
                if (finish()) {
                    return ending;
                }
            }
        } catch (Unfinished e) {
            return unfinished(e);
        } catch (ClosedPipe e) {
            return closedPipe();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ClosedPipe) {
                return closedPipe();
            }
            throw e.getCause();
        }
    }

    /** Ends what is in hand and commits it; false if that is void, and to be read again in this run. */
    private boolean finish() throws IOException {
        if (hasty()) {
            sink.ending();
        }
        try {
            lastCommit(() -> {
                await(() -> settled = sink.finish(holdings.positions()));
                return settled;
            });
        } catch (Rewind e) {
            rewind(e);
            // Neither written nor committed: if there is no time for it now, the next run begins there.
            undone = hasty();
            return undone;
        }
        if (hasty()) {
            leftBehind();
        }
        return true;
    }

    /** Says what has got out and is not committed, since whoever takes it did not do so in time. */
    private void leftBehind() {
        long left = sink.inHand(holdings.partitions());
        if (left > 0) {
            undone = true;
            watcher.leftBehind(left);
        }
    }

    /** What was done before the record that could not be finished is committed; it comes again in the next run. */
    private Ending unfinished(Unfinished e) throws IOException {
        merge();
        slice = null;
        lastCommit(() -> {
            await(() -> settled = sink.settle(holdings.positions()));
            return settled;
        });
        if (!e.matters(stop.requested())) {
            return Ending.STOPPED;
        }
        throw e.failure();
    }

    private Ending closedPipe() throws IOException {
        slice = null;
        lastCommit(sink::survivors);
        return Ending.CLOSED_PIPE;
    }

    /** What is known to be done is committed; the sink stays where it is stuck. */
    private Ending givenUp() {
        commits.commit(sink.survivors());
        leftBehind();
        undone = true;
        return stop.requested() ? Ending.STOPPED : Ending.TIMED_OUT;
    }

    /** What may be committed at this moment. */
    private interface Settled {
        Map<TopicPartition, OffsetAndMetadata> now() throws IOException;
    }

    /** Commits for the last time, again after a rebalance; says what cannot be committed any more. */
    private void lastCommit(Settled last) throws IOException {
        long deadline = clock.getAsLong() + (stop.requested() ? LAST_COMMIT_OF_STOP : LAST_COMMIT);
        while (!commits.commit(last.now()) || holdings.undecided()) {
            if (clock.getAsLong() >= deadline) {
                say(holdings.uncommitted(sink::reached));
                return;
            }
            pollMeanwhile(POLL);
            placeWaiting();
        }
    }

    private Ending read() throws IOException {
        long heard = clock.getAsLong();
        while (true) {
            if (stop.requested()) {
                return Ending.STOPPED;
            }
            if (taken >= limits.records()) {
                return Ending.COUNT;
            }
            if (everAssigned && atEnd()) {
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
            if (limits.over(now - begun, now - heard)) {
                return Ending.TIMED_OUT;
            }
        }
    }

    /** Polls and works on what came; false if nothing did. */
    private boolean turn() throws IOException {
        try {
            placeWaiting();
            ConsumerRecords<byte[], byte[]> records = brokers.poll(limits.within(POLL));
            watcher.turn(consumer, taken);
            afterCallbacks();
            work(withTopicsAsTheyAre(records));
            return !records.isEmpty();
        } catch (Rewind e) {
            rewind(e);
            return true;
        } catch (WakeupException e) {
            // The wish to stop came while something else was asked than records.
            return false;
        }
    }

    /**
     * Whether there is nothing more to come. A member without partitions waits for its share: groups hand out nothing before
     * others have let go, so only having nothing for long means that there is nothing for us.
     */
    private boolean atEnd() {
        if (!starts.bounded()) {
            return false;
        }
        Set<TopicPartition> assignment = new HashSet<>(consumer.assignment());
        assignment.removeIf(partition -> topics.gone().contains(partition.topic()));
        if (!assignment.isEmpty()) {
            hadPartitions = clock.getAsLong();
        }
        return assignment.isEmpty()
                ? clock.getAsLong() - hadPartitions >= WITHOUT_PARTITIONS.toNanos()
                : waiting.isEmpty() && starts.allReached(assignment);
    }

    /** Does what a change of topics asks for; answers the records without those of topics that have changed. */
    private ConsumerRecords<byte[], byte[]> withTopicsAsTheyAre(ConsumerRecords<byte[], byte[]> records)
            throws IOException {
        ConsumerRecords<byte[], byte[]> left = records;
        for (TopicNews news : topics.news(!records.isEmpty())) {
            if (news instanceof TopicNews.Gone) {
                watcher.said(topics.lost(news.topic()));
                leave(news.topic());
                left = TopicGuard.without(left, news.topic());
            } else if (news instanceof TopicNews.Recreated recreated) {
                topics.renewed(recreated).ifPresent(watcher::said);
                if (topics.reads(news.topic())) {
                    renew(recreated);
                    left = TopicGuard.without(left, news.topic());
                }
            } else if (news instanceof TopicNews.Grown grown && !grouped && topics.grows()) {
                read(grown.topic(), grown.partitions());
            }
        }
        return left;
    }

    /** A topic is not there any more: what was taken of it is written, and never committed. */
    private void leave(String topic) throws IOException {
        try {
            await(() -> settled = sink.settle(holdings.positions()));
            if (commits.commit(settled)) {
                committed();
            }
        } catch (Rewind e) {
            // What is void is read again, where there is anything left to read.
            rewind(e);
        }
        Set<TopicPartition> ours = holdings.of(topic);
        ours.addAll(assigned(topic));
        waiting.removeAll(ours);
        holdings.forget(ours);
        sink.forget(ours);
        await(() -> {
            sink.released(ours);
            sink.left(topic);
        });
        starts.renewed(topic);
        if (!grouped) {
            Set<TopicPartition> others = new HashSet<>(consumer.assignment());
            others.removeAll(ours);
            consumer.assign(others);
        }
    }

    /** Another topic has the name: all of it is read, from its beginning. */
    private void renew(TopicNews.Recreated news) throws IOException {
        Set<TopicPartition> ours = assigned(news.topic());
        leave(news.topic());
        if (!grouped) {
            read(news.topic(), news.partitions());
            topics.settled(news.topic());
            return;
        }
        starts.fromBeginning(ours);
        waiting.addAll(ours);
        placeWaiting();
        topics.settled(news.topic());
        // Whatever a commit on its way may have left in the group was meant for the old topic.
        starts.beginnings(ours).forEach(holdings::handled);
        await(() -> settled = sink.settle(holdings.positions()));
        if (commits.commit(settled)) {
            committed();
        }
    }

    /** Reads those partitions of the topic that are not read yet, where no group shares them out. */
    private void read(String topic, int count) throws IOException {
        Set<TopicPartition> more = new HashSet<>(topics.partitions(topic, count));
        more.removeAll(consumer.assignment());
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        all.addAll(more);
        consumer.assign(all);
        waiting.addAll(more);
        placeWaiting();
        watcher.assigned(more);
    }

    private Set<TopicPartition> assigned(String topic) {
        Set<TopicPartition> ours = new HashSet<>(consumer.assignment());
        ours.removeIf(partition -> !partition.topic().equals(topic));
        return ours;
    }

    private void rewind(Rewind e) {
        watcher.commitRefused(e);
        slice = null;
        holdings.rewound();
        uncommitted = 0;
        taken = takenForGood;
        handled = handledForGood;
        starts.rewind(consumer.assignment());
    }

    private void work(ConsumerRecords<byte[], byte[]> records) throws IOException {
        if (!records.isEmpty()) {
            for (TopicPartition partition : records.partitions()) {
                holdings.begins(partition, records.records(partition).get(0).offset());
            }
            Slice all = new Slice(records, starts::endOf, sink, filter, stop);
            slice = all;
            dropped.clear();
            long before = taken;
            do {
                long most = limits.records() - before;
                long handledMost = Math.max(1, policy.records() - uncommitted);
                await(() -> all.work(most, handledMost));
                merge();
                commitIfDue();
            } while (!all.done() && !hasty());
            slice = null;
            passMarkers(records, all);
        } else {
            await(sink::handOver);
            passMarkers(records, null);
        }
        commitIfDue();
    }

    /** Beyond the last record there may be markers of transactions, which are done with as well. */
    private void passMarkers(ConsumerRecords<byte[], byte[]> records, @Nullable Slice all) {
        records.nextOffsets().forEach((partition, next) -> {
            boolean whole = all == null || all.whole(partition);
            if (whole && holdings.has(partition) && next.offset() <= starts.endOf(partition)) {
                holdings.handled(partition, next);
            }
        });
    }

    /** Takes over from the slice what was handled of it, while nothing is begun. */
    private void merge() {
        Slice current = slice;
        if (current == null) {
            return;
        }
        for (Slice.Piece piece : current.handled()) {
            holdings.handled(piece.partition(), piece.next());
            handled += piece.records().size();
            uncommitted += piece.records().size();
            watcher.handled(piece.partition(), piece.records(), piece.records().size());
        }
        taken += current.taken();
        current.drop(dropped);
        say(holdings.losses());
    }

    private void commitIfDue() throws IOException {
        if (policy.due(uncommitted, clock.getAsLong() - committedAt) || sink.wantsToSettle()) {
            await(() -> settled = sink.settle(holdings.positions()));
            if (commits.commit(settled)) {
                committed();
            }
        }
    }

    private void committed() {
        uncommitted = 0;
        committedAt = clock.getAsLong();
        takenForGood = taken;
        handledForGood = handled;
    }

    /** Has the sink do something; while that takes long the reading thread stays a member. */
    private void await(Hands.Deed deed) throws IOException {
        if (grouped) {
            sink.member(consumer.groupMetadata());
        }
        hands.begin(deed);
        if (!hands.await(meanwhile)) {
            stayMember();
        }
        afterCallbacks();
    }

    /** Throws what went wrong where nobody could be told, in a rebalance. */
    private void afterCallbacks() throws IOException {
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
            pollMeanwhile(POLL_MEANWHILE);
            Slice current = slice;
            watcher.turn(consumer, taken + (current == null ? 0 : current.takenMeanwhile()));
            if (policy.due(Math.max(1, uncommitted), clock.getAsLong() - committedAt)) {
                commitMeanwhile();
            }
            if (hasty()) {
                if (clock.getAsLong() - impatientSince >= sink.patience().toNanos()) {
                    throw new GivenUp();
                }
                sink.ending();
                askBack();
            }
        } while (!hands.await(meanwhile));
        Set<TopicPartition> ready = new HashSet<>(consumer.assignment());
        ready.removeAll(waiting);
        consumer.resume(ready);
    }

    /** Commits what a sink that is busy knows to be done; where it does not know, it is asked to come to an end. */
    private void commitMeanwhile() {
        Map<TopicPartition, OffsetAndMetadata> done = sink.survivors();
        if (done.isEmpty()) {
            askBack();
        } else if (commits.commit(done)) {
            committedAt = clock.getAsLong();
        }
    }

    private void askBack() {
        Slice current = slice;
        if (current != null) {
            current.back();
        }
    }

    /** Whether the end is near, so that nothing new is begun; remembers since when. */
    private boolean hasty() {
        if (!impatient && (stop.requested() || clock.getAsLong() - begun >= limits.totalNanos())) {
            impatient = true;
            impatientSince = clock.getAsLong();
        }
        return impatient;
    }

    /** Polls as a member that wants no records. */
    private void pollMeanwhile(Duration wait) {
        consumer.pause(consumer.assignment());
        ConsumerRecords<byte[], byte[]> records = brokers.poll(wait);
        for (TopicPartition partition : records.partitions()) {
            // Nothing should come of partitions that are paused; if it does, it comes again.
            consumer.seek(partition, records.records(partition).get(0).offset());
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        everAssigned = true;
        hadPartitions = clock.getAsLong();
        waiting.addAll(partitions);
        try {
            decide(partitions);
            if (hands.await(0) && slice == null && !finished) {
                hands.begin(() -> answer = sink.assigned(partitions));
                if (hands.await(revokeLimit) && !hands.failed()) {
                    place(partitions, answer);
                }
            }
        } catch (RuntimeException e) {
            refuse(e);
        }
        consumer.pause(waiting);
        watcher.assigned(partitions);
    }

    /** Keeps what went wrong for later: thrown in a rebalance it would keep the client from leaving the group. */
    private void refuse(RuntimeException e) {
        if (refused == null && !(e instanceof WakeupException)) {
            refused = e;
        }
    }

    /** Finds out what becomes of the records of partitions that were away. */
    private void decide(Collection<TopicPartition> partitions) {
        Set<TopicPartition> returning = holdings.returning(partitions);
        Map<TopicPartition, OffsetAndMetadata> stored =
                returning.isEmpty() ? Map.of() : new HashMap<>(consumer.committed(returning));
        sink.proceed(holdings.decide(partitions, stored, sink::reached));
        sink.forget(holdings.lost());
        if (slice == null) {
            say(holdings.losses());
        }
    }

    /** Begins to read those partitions that could not be placed when they were assigned. */
    private void placeWaiting() throws IOException {
        if (!waiting.isEmpty()) {
            List<TopicPartition> partitions = List.copyOf(waiting);
            await(() -> answer = sink.assigned(partitions));
            Set<TopicPartition> still = new HashSet<>(partitions);
            still.retainAll(waiting);
            place(still, answer);
        }
    }

    private void place(Collection<TopicPartition> partitions, Sink.Assigned said) {
        Set<TopicPartition> ready = new HashSet<>(partitions);
        ready.removeAll(said.waiting());
        Map<TopicPartition, Long> known = new HashMap<>();
        for (TopicPartition partition : ready) {
            OptionalLong next = holdings.placed(partition);
            next.ifPresent(offset -> known.put(partition, offset));
        }
        known.putAll(said.known());
        starts.assigned(ready, known);
        sink.proceed(ready);
        waiting.removeAll(ready);
        consumer.resume(ready);
        Set<TopicPartition> held = new HashSet<>(said.waiting());
        held.retainAll(waiting);
        if (!held.isEmpty()) {
            consumer.pause(held);
            watcher.waiting(held);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        try {
            if (!finished && !partitions.isEmpty()) {
                giveUp(partitions);
            }
        } catch (RuntimeException e) {
            refuse(e);
        }
        release(partitions);
        watcher.revoked(partitions);
    }

    /** Brings to an end what is in hand of the partitions, in limited time, and commits it. */
    private void giveUp(Collection<TopicPartition> partitions) {
        long deadline = clock.getAsLong() + revokeLimit;
        askBack();
        sink.hurry(partitions);
        if (awaitUntil(deadline) && !hands.failed()) {
            merge();
            hands.begin(() -> settled = sink.settle(holdings.positions()));
            if (awaitUntil(deadline) && !hands.failed() && commits.commit(settled)) {
                committed();
            }
        }
        while (sink.inHand(partitions) > 0 && patient(deadline)) {
            hands.pause(POLL_MEANWHILE.toNanos());
        }
        commits.commit(sink.survivors());
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
        long now = clock.getAsLong();
        return now < deadline
                && !(hasty() && now - impatientSince >= sink.patience().toNanos());
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        askBack();
        sink.hurry(partitions);
        release(partitions);
        watcher.lost(partitions);
    }

    private void release(Collection<TopicPartition> partitions) {
        Set<TopicPartition> gone = Set.copyOf(partitions);
        waiting.removeAll(gone);
        dropped.addAll(gone);
        holdings.released(gone, sink.keeps(), slice != null || !hands.await(0));
        Set<TopicPartition> settledOnes = new HashSet<>(gone);
        settledOnes.removeAll(holdings.away());
        sink.forget(settledOnes);
        if (!finished) {
            hands.begin(() -> sink.released(gone));
            hands.await(meanwhile);
        }
    }

    private void say(List<Holdings.Loss> losses) {
        if (!losses.isEmpty()) {
            repeats += losses.stream().mapToLong(Holdings.Loss::records).sum();
            watcher.repeated(losses);
        }
    }

    /** How many records at most were written and will be read again, since they could not be committed any more. */
    public long repeats() {
        return repeats;
    }

    /** Whether something that was read is not done with, for lack of time. */
    public boolean undone() {
        return undone;
    }

    /** What became of the records, given how many of those that were taken failed. */
    public Tally.Counts counts(long failed) {
        return new Tally.Counts(handled, taken, taken - failed, failed, handled - taken);
    }
}
