package org.kafkamqtt.consumer.read;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.sink.Rewind;
import org.kafkamqtt.consumer.sink.Sink;

/**
 * How the partitions of a run come and go: those that come are placed once the sink can take them, and for those that go, what is done
 * is committed. Not thread-safe; the reading thread owns it, on which the client calls it.
 */
final class Assignment implements ConsumerRebalanceListener {
    /** Both the classic and the new protocol inform members every 3 to 5 seconds. */
    private static final Duration WITHOUT_PARTITIONS = Duration.ofSeconds(10);

    private final Feed feed;
    private final Sink sink;
    private final SinkWork work;
    private final ReadLedger ledger;
    private final Holdings holdings;
    private final Fetching fetching;
    private final Starts starts;
    private final Watcher watcher;
    private final LongSupplier clock;
    private boolean everAssigned;
    private long hadPartitions;

    Assignment(
            Feed feed,
            Sink sink,
            SinkWork work,
            ReadLedger ledger,
            Fetching fetching,
            Starts starts,
            Watcher watcher,
            LongSupplier clock) {
        this.feed = feed;
        this.sink = sink;
        this.work = work;
        this.ledger = ledger;
        this.holdings = ledger.holdings();
        this.fetching = fetching;
        this.starts = starts;
        this.watcher = watcher;
        this.clock = clock;
        this.hadPartitions = clock.getAsLong();
    }

    /**
     * Whether there is nothing more to come. A member without partitions waits for its share: groups hand out nothing before
     * others have let go, so only having none for a long time means that there are none for us.
     *
     * @param gone topics that no longer exist
     */
    boolean atEnd(Set<String> gone) {
        if (!everAssigned || !starts.bounded()) {
            return false;
        }
        Set<TopicPartition> assignment = new HashSet<>(feed.assignment());
        assignment.removeIf(partition -> gone.contains(partition.topic()));
        if (!assignment.isEmpty()) {
            hadPartitions = clock.getAsLong();
        }
        return assignment.isEmpty()
                ? clock.getAsLong() - hadPartitions >= WITHOUT_PARTITIONS.toNanos()
                : fetching.waiting().isEmpty() && starts.allReached(assignment);
    }

    /** Our partitions of a topic. */
    Set<TopicPartition> of(String topic) {
        Set<TopicPartition> ours = new HashSet<>(feed.assignment());
        ours.removeIf(partition -> !partition.topic().equals(topic));
        return ours;
    }

    /** Reading goes back to the committed offsets. */
    void rewind(Rewind e) {
        watcher.commitRefused(e);
        work.end();
        ledger.rewind();
        starts.rewind(feed.assignment());
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        everAssigned = true;
        hadPartitions = clock.getAsLong();
        fetching.hold(partitions);
        try {
            decide(partitions);
            work.askInTime(partitions).ifPresent(answer -> place(partitions, answer));
        } catch (RuntimeException e) {
            work.refuse(e);
        }
        fetching.pauseWaiting();
        watcher.assigned(partitions);
    }

    /** Decides what becomes of the records of partitions that were away. */
    private void decide(Collection<TopicPartition> partitions) {
        Set<TopicPartition> returning = holdings.returning(partitions);
        Map<TopicPartition, OffsetAndMetadata> stored =
                returning.isEmpty() ? Map.of() : new HashMap<>(feed.committed(returning));
        sink.proceed(holdings.decide(partitions, stored, sink::reached));
        sink.forget(holdings.lost());
        if (!work.inSlice()) {
            ledger.sayLosses();
        }
    }

    /** Begins to read those partitions that could not be placed when they were assigned. */
    void placeWaiting() throws IOException {
        List<TopicPartition> partitions = fetching.waiting();
        if (!partitions.isEmpty()) {
            Sink.Assigned answer = work.ask(partitions);
            place(fetching.waitingOf(partitions), answer);
        }
    }

    private void place(Collection<TopicPartition> partitions, Sink.Assigned answer) {
        Set<TopicPartition> ready = new HashSet<>(partitions);
        ready.removeAll(answer.waiting());
        Map<TopicPartition, Long> known = new HashMap<>();
        for (TopicPartition partition : ready) {
            holdings.place(partition).ifPresent(offset -> known.put(partition, offset));
        }
        known.putAll(answer.known());
        starts.place(ready, known);
        sink.proceed(ready);
        fetching.drop(ready);
        feed.resume(ready);
        Set<TopicPartition> held = fetching.waitingOf(answer.waiting());
        if (!held.isEmpty()) {
            feed.pause(held);
            watcher.waiting(held);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        try {
            work.giveUp(partitions);
        } catch (RuntimeException e) {
            work.refuse(e);
        }
        release(partitions);
        watcher.revoked(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        work.hurry(partitions);
        release(partitions);
        watcher.lost(partitions);
    }

    private void release(Collection<TopicPartition> partitions) {
        Set<TopicPartition> gone = Set.copyOf(partitions);
        fetching.drop(gone);
        holdings.released(gone, sink.keeps(), work.drop(gone));
        Set<TopicPartition> settled = new HashSet<>(gone);
        settled.removeAll(holdings.away());
        sink.forget(settled);
        work.release(gone);
    }
}
