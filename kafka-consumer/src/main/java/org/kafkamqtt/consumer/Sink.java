package org.kafkamqtt.consumer;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where records go. The reading thread owns it. */
interface Sink extends Closeable {
    /** Takes the next record of its partition; it may stay in memory until {@link #handOver()}. */
    void take(ConsumerRecord<byte[], byte[]> record) throws IOException;

    /** Takes note of a record that a filter left out. */
    default void pass(ConsumerRecord<byte[], byte[]> record) {}

    /** Whether a record is done with as soon as it is taken, so that it counts even if the next one fails. */
    default boolean atOnce() {
        return false;
    }

    /** Lets go what was taken, at the end of each poll. */
    void handOver() throws IOException;

    /**
     * Makes durable what was taken.
     *
     * @param positions where each partition stands after what was taken
     * @return those that may be committed now; nothing for a sink that commits by itself
     */
    Map<TopicPartition, OffsetAndMetadata> settle(Map<TopicPartition, OffsetAndMetadata> positions) throws IOException;

    /** As {@link #settle}, at the end of the run. */
    default Map<TopicPartition, OffsetAndMetadata> finish(Map<TopicPartition, OffsetAndMetadata> positions)
            throws IOException {
        return settle(positions);
    }

    /** What may be committed after the reader of standard output has gone. */
    default Map<TopicPartition, OffsetAndMetadata> survivors() {
        return Map.of();
    }

    /** Whether {@link #settle} should not wait for the interval of commits. */
    default boolean wantsToSettle() throws IOException {
        return false;
    }

    /** Partitions are read from now on; asked again for those that have to wait. */
    default Assigned assigned(Collection<TopicPartition> partitions) throws IOException {
        return Assigned.UNKNOWN;
    }

    /**
     * What a sink says to partitions that are assigned.
     *
     * @param known the offsets that the sink knows to be next, which win over all others
     * @param waiting partitions that it cannot take yet
     */
    record Assigned(Map<TopicPartition, Long> known, Collection<TopicPartition> waiting) {
        static final Assigned UNKNOWN = new Assigned(Map.of(), List.of());
    }

    /** Partitions are given up, after a last {@link #settle} if it was still possible. */
    default void released(Collection<TopicPartition> partitions) throws IOException {}
}
