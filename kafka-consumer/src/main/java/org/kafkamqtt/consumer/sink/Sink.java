package org.kafkamqtt.consumer.sink;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.kafka.fetch.LogRecord;

/**
 * Where records go.
 *
 * <p>In a group everything runs on one thread of its own, which may take as long as it likes; without a group on the reading thread,
 * except for a sink that {@link #converses}. Meanwhile only what is marked thread-safe is called.
 */
public interface Sink extends Closeable {
    /** Takes the next record of its partition; it may stay in memory until {@link #handOver()}. */
    void take(LogRecord record) throws IOException;

    /** Takes note of a record that a filter left out. */
    default void pass(LogRecord record) {}

    /** Whether a record is done as soon as it is taken, so that it counts even if the next one fails. */
    default boolean atOnce() {
        return false;
    }

    /** Passes on what was taken, at the end of each poll. */
    void handOver() throws IOException;

    /**
     * Makes durable what was taken.
     *
     * @param positions the position of each partition after what was taken
     * @return those that may be committed now; nothing for a sink that commits itself
     */
    Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions) throws IOException;

    /** The topic no longer exists, or is another one by now: what is remembered of it beyond its partitions is void. */
    default void left(String topic) {}

    /** As {@link #settle}, at the end of the run. */
    default Map<TopicPartition, OffsetAndMetadata> finish(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        return settle(positions);
    }

    /**
     * What may be committed at this moment, in the middle of whatever is being done; nothing for a sink that cannot tell. Thread-safe.
     */
    default Map<TopicPartition, OffsetAndMetadata> survivors() {
        return Map.of();
    }

    /** Whether {@link #settle} should not wait for the interval of commits. */
    default boolean wantsToSettle() throws IOException {
        return false;
    }

    /** Whether it is to be settled before it takes more, so that what it makes does not grow beyond what was asked for. */
    default boolean full() {
        return false;
    }

    /** Partitions are read from now on; called again for those that have to wait. */
    default Assigned assigned(Collection<TopicPartition> partitions) throws IOException {
        return Assigned.UNKNOWN;
    }

    /**
     * How a sink responds to partitions that are assigned.
     *
     * @param known the offsets that the sink knows to be next, which override all others
     * @param waiting partitions that it cannot take yet
     */
    record Assigned(Map<TopicPartition, Long> known, Collection<TopicPartition> waiting) {
        public static final Assigned UNKNOWN = new Assigned(Map.of(), List.of());
    }

    /** Whether it talks to another program, which may be slow and is told of the end: it has a thread of its own in any case. */
    default boolean converses() {
        return false;
    }

    /** Tells how much has reached its taker, if that can be known. */
    default Optional<Meter> meter() {
        return Optional.empty();
    }

    /** The group member on whose behalf the next calls are made. */
    default void member(ConsumerGroupMetadata member) {}

    /**
     * Whether what was taken stays taken after its partition was given up, so that reading continues after it if the partition comes
     * right back; otherwise reading begins again where the sink says, or at the committed offset. Thread-safe.
     */
    default boolean keeps() {
        return true;
    }

    /** The offset up to which a partition's records have left, settled or not, if the sink knows. Thread-safe. */
    default OptionalLong reached(TopicPartition partition) {
        return OptionalLong.empty();
    }

    /** How many records have left and may not be committed yet. Thread-safe. */
    default long inHand(Collection<TopicPartition> partitions) {
        return 0;
    }

    /** Begins nothing more of these partitions that can be left out without a gap. Thread-safe. */
    default void hurry(Collection<TopicPartition> partitions) {}

    /** Resumes partitions that came back. Thread-safe. */
    default void proceed(Collection<TopicPartition> partitions) {}

    /** Forgets partitions that others read from now on, whatever is still in hand. Thread-safe. */
    default void forget(Collection<TopicPartition> partitions) {}

    /** The run is to end as soon as it can without a gap. Thread-safe. */
    default void ending() {}

    /** How long a user who wants to stop waits for it. */
    default Duration patience() {
        return Duration.ofSeconds(25);
    }

    /** Partitions are given up, after a last {@link #settle} if it was still possible. */
    default void released(Collection<TopicPartition> partitions) throws IOException {}
}
