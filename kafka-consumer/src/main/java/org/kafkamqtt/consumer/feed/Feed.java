package org.kafkamqtt.consumer.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.kafka.BrokerLinks;
import org.kafkamqtt.kafka.fetch.Fetched;

/**
 * Where the records of a run come from: what it needs of Kafka's {@code Consumer}, with views of bytes in place of record objects.
 *
 * <p>What is not said here is as Kafka's {@code Consumer} has it, its exceptions too. The reading thread owns it; only {@link #wakeup}
 * and {@link #links} may be called by others.
 */
public interface Feed {
    /**
     * What has come, or nothing after the wait. Whoever polls closes it once its bytes are no longer looked at; until then polls may
     * bring nothing more, but whatever else they are for goes on.
     *
     * @throws WakeupException if it is woken up
     */
    Fetched poll(Duration wait);

    /** Ends a poll or another request that waits, now or the next one. Thread-safe. */
    void wakeup();

    /** How many bytes brokers have sent so far; -1 if it does not tell. */
    long received();

    /** Its connections to brokers. Any thread may ask. */
    BrokerLinks links();

    void assign(Collection<TopicPartition> partitions);

    Set<TopicPartition> assignment();

    void pause(Collection<TopicPartition> partitions);

    void resume(Collection<TopicPartition> partitions);

    void seek(TopicPartition partition, long offset);

    void seek(TopicPartition partition, OffsetAndMetadata offset);

    void seekToBeginning(Collection<TopicPartition> partitions);

    long position(TopicPartition partition);

    long position(TopicPartition partition, Duration limit);

    /** How many offsets are between the position and the end, as far as that is known without asking. */
    OptionalLong currentLag(TopicPartition partition);

    Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions);

    Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions);

    Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions, Duration limit);

    /** For each partition the first record with this time or a later one, null if there is none. */
    Map<TopicPartition, @Nullable OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times);

    /** Empty if the topic does not exist. */
    List<PartitionInfo> partitionsFor(String topic, Duration limit);

    /** The names of all topics. */
    Set<String> topics();

    /** Joins the group of the settings. */
    default void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        throw alone();
    }

    /** Joins the group of the settings. */
    default void subscribe(Pattern topics, ConsumerRebalanceListener listener) {
        throw alone();
    }

    /** What the group has committed; null for partitions of which it has nothing. */
    default Map<TopicPartition, @Nullable OffsetAndMetadata> committed(Set<TopicPartition> partitions) {
        throw alone();
    }

    default void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration limit) {
        throw alone();
    }

    default ConsumerGroupMetadata groupMetadata() {
        throw alone();
    }

    private static IllegalStateException alone() {
        return new IllegalStateException("not in a group");
    }

    /** Leaves the group, if there is one, and closes all connections within this time. */
    void close(Duration limit);
}
