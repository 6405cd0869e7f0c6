package org.kafkamqtt.consumer.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.BrokerLinks;
import org.kafkamqtt.kafka.fetch.Fetched;
import org.kafkamqtt.kafka.fetch.Portion;

/**
 * A member of a group that reads by another feed: Kafka's own client keeps the membership and the commits, with all its partitions
 * paused, and the other brings the records of whatever the member is assigned.
 *
 * <p>Where a partition begins that nobody has placed, the member finds out: it knows the commits. Both are driven by each poll. The
 * reading thread owns it.
 */
public final class GroupFeed implements Feed {
    /** How long the member is left alone while nothing comes: a rebalance takes a few polls, each poll takes time of the processor. */
    private static final Duration TURN = Duration.ofMillis(20);
    /** The same when nothing has come for a while. */
    private static final Duration LONGEST_TURN = Duration.ofMillis(320);
    /** How long the member is asked for the commits at a time. */
    private static final Duration PLACING = Duration.ofMillis(100);

    private final Feed member;
    private final Feed records;
    private final LongSupplier nanos;
    /** Assigned partitions of which only the member knows, or will know, where they begin: they are not read yet. */
    private final Set<TopicPartition> unplaced = new LinkedHashSet<>();

    private final Set<TopicPartition> paused = new HashSet<>();
    private Duration turn = TURN;
    private boolean woken;

    /**
     * Makes the feed of a member.
     *
     * @param member belongs to the group, and brings nothing
     * @param records brings the records
     * @param nanos a clock
     */
    public GroupFeed(Feed member, Feed records, LongSupplier nanos) {
        this.member = member;
        this.records = records;
        this.nanos = nanos;
    }

    @Override
    public Fetched poll(Duration wait) {
        long deadline = nanos.getAsLong() + wait.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong()));
            boolean without = assignment().isEmpty();
            stayMember(without ? shorter(left, TURN) : Duration.ZERO);
            if (!assignment().isEmpty()) {
                place();
                woken = false;
                boolean last = left.compareTo(turn) <= 0;
                Fetched fetched = fetch(last ? left : turn);
                if (!fetched.isEmpty()) {
                    turn = TURN;
                    return fetched;
                }
                turn = shorter(turn.multipliedBy(2), LONGEST_TURN);
                if (last && !woken) {
                    return Fetched.NONE;
                }
            } else if (left.isZero()) {
                return Fetched.NONE;
            }
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private void stayMember(Duration wait) {
        try (Fetched stray = member.poll(wait)) {
            for (Portion portion : stray.portions()) {
                // Nothing should come from paused partitions; the other feed brings it.
                member.seek(partition(portion), portion.firstOffset());
            }
        }
    }

    private static TopicPartition partition(Portion portion) {
        return new TopicPartition(portion.topic(), portion.partition());
    }

    /** A wish to wake up is the member's to tell, so that it ends one request and not two. */
    private Fetched fetch(Duration wait) {
        try {
            return records.poll(wait);
        } catch (WakeupException e) {
            woken = true;
            return Fetched.NONE;
        }
    }

    /** Takes over from the member where partitions begin that nobody else has placed. */
    private void place() {
        Duration wait = records.assignment().isEmpty() ? PLACING : Duration.ZERO;
        for (TopicPartition partition : List.copyOf(unplaced)) {
            try {
                long position = member.position(partition, wait);
                begin(List.of(partition));
                records.seek(partition, position);
            } catch (TimeoutException e) {
                // It may be without a leader for long, which must not hold up the others.
                turn = TURN;
                wait = Duration.ZERO;
            }
        }
    }

    /** These are read from now on. */
    private void begin(Collection<TopicPartition> partitions) {
        Set<TopicPartition> all = new HashSet<>(records.assignment());
        if (all.addAll(partitions)) {
            records.assign(all);
            records.pause(partitions.stream().filter(paused::contains).toList());
        }
        unplaced.removeAll(partitions);
    }

    @Override
    public void wakeup() {
        member.wakeup();
        records.wakeup();
    }

    @Override
    public long received() {
        long ofMember = member.received();
        long ofRecords = records.received();
        return ofMember < 0 || ofRecords < 0 ? -1 : ofMember + ofRecords;
    }

    @Override
    public BrokerLinks links() {
        return member.links().and(records.links());
    }

    // ---- the group

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        member.subscribe(topics, new Following(listener));
    }

    @Override
    public void subscribe(Pattern topics, ConsumerRebalanceListener listener) {
        member.subscribe(topics, new Following(listener));
    }

    /** What is read follows what the member is assigned. */
    private final class Following implements ConsumerRebalanceListener {
        private final ConsumerRebalanceListener listener;

        Following(ConsumerRebalanceListener listener) {
            this.listener = listener;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            member.pause(partitions);
            turn = TURN;
            unplaced.addAll(partitions);
            listener.onPartitionsAssigned(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            try {
                listener.onPartitionsRevoked(partitions);
            } finally {
                leave(partitions);
            }
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            try {
                listener.onPartitionsLost(partitions);
            } finally {
                leave(partitions);
            }
        }

        private void leave(Collection<TopicPartition> partitions) {
            Set<TopicPartition> left = new HashSet<>(records.assignment());
            left.removeAll(partitions);
            records.assign(left);
            turn = TURN;
            unplaced.removeAll(partitions);
            paused.removeAll(partitions);
        }
    }

    @Override
    public Map<TopicPartition, @Nullable OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        return member.committed(partitions);
    }

    @Override
    public void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration limit) {
        member.commitSync(offsets, limit);
    }

    @Override
    public ConsumerGroupMetadata groupMetadata() {
        return member.groupMetadata();
    }

    // ---- what is read

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        throw new IllegalStateException("a member reads what its group assigns");
    }

    /** Those that the listener was told of: by KIP-848 a member has partitions already before that, and still after it. */
    @Override
    public Set<TopicPartition> assignment() {
        Set<TopicPartition> all = new HashSet<>(records.assignment());
        all.addAll(unplaced);
        return all;
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        paused.addAll(partitions);
        records.pause(read(partitions));
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        paused.removeAll(partitions);
        records.resume(read(partitions));
    }

    private List<TopicPartition> read(Collection<TopicPartition> partitions) {
        return partitions.stream().filter(records.assignment()::contains).toList();
    }

    @Override
    public void seek(TopicPartition partition, long offset) {
        seek(partition, new OffsetAndMetadata(offset));
    }

    @Override
    public void seek(TopicPartition partition, OffsetAndMetadata offset) {
        // The member would look for a commit otherwise, and fail if there must be one.
        member.seek(partition, offset);
        begin(List.of(partition));
        records.seek(partition, offset);
    }

    @Override
    public void seekToBeginning(Collection<TopicPartition> partitions) {
        member.seekToBeginning(partitions);
        begin(partitions);
        records.seekToBeginning(partitions);
    }

    @Override
    public long position(TopicPartition partition) {
        return unplaced.contains(partition) ? member.position(partition) : records.position(partition);
    }

    @Override
    public long position(TopicPartition partition, Duration limit) {
        return unplaced.contains(partition) ? member.position(partition, limit) : records.position(partition, limit);
    }

    @Override
    public OptionalLong currentLag(TopicPartition partition) {
        return unplaced.contains(partition) ? OptionalLong.empty() : records.currentLag(partition);
    }

    // ---- questions

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return member.beginningOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
        return member.endOffsets(partitions);
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration limit) {
        return member.endOffsets(partitions, limit);
    }

    @Override
    public Map<TopicPartition, @Nullable OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        return member.offsetsForTimes(times);
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic, Duration limit) {
        return member.partitionsFor(topic, limit);
    }

    @Override
    public Set<String> topics() {
        return member.topics();
    }

    @Override
    public void close(Duration limit) {
        // Leaving the group calls back, and asks what is read.
        member.close(limit);
        records.close(Duration.ZERO);
    }
}
