package org.kafkamqtt.topics.cluster;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.topics.plan.Broker;
import org.kafkamqtt.topics.plan.Change;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.NewTopicPlan;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Told;
import org.kafkamqtt.topics.plan.TopicState;

/**
 * What can be asked of a cluster. Each method waits for the answer and throws a {@link Failure} if there is none; what is
 * refused for one topic is told for that one. Used by one thread.
 */
public interface Cluster extends AutoCloseable {
    /** What a look at topics is to show beyond their partitions. */
    enum Detail {
        /** Their settings. */
        SETTINGS,
        /** The sizes of their logs, as far as brokers tell. */
        SIZES,
        /** Reassignments under way, as far as brokers tell. */
        MOVES
    }

    /**
     * Where a partition begins and ends.
     *
     * @param first offset
     * @param end the offset after the last one
     * @param at the first offset at or after the time that was asked for; empty for none
     */
    record Extent(long first, long end, OptionalLong at) {}

    /** All topics. */
    List<Listing> topics();

    /** The brokers that are alive, by number. */
    List<Broker> brokers();

    /** How these topics are. */
    Told look(Collection<Listing> topics, Set<Detail> details);

    /**
     * Creates topics.
     *
     * @param only whether to check only whether that is possible
     * @return what was refused, by name
     */
    Map<String, Refusal> create(List<NewTopicPlan> topics, boolean only);

    /** Waits until the leaders of these partitions answer, or for half a minute. */
    void awaitLeaders(Collection<TopicPartition> partitions);

    /** Makes topics have more partitions; the rest as for {@link #create}. */
    Map<String, Refusal> grow(Collection<TopicState> topics, Change change, boolean only);

    /** Changes settings; the rest as for {@link #create}. */
    Map<String, Refusal> set(Collection<TopicState> topics, Change change, boolean only);

    /** Deletes these topics, and no others that got their names. */
    Map<String, Refusal> delete(Collection<Listing> topics);

    /** Where partitions begin and end, and where they were at a time in milliseconds. Those that do not tell are missing. */
    Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions, long time);

    /** Deletes the records before these offsets. */
    Map<TopicPartition, Refusal> trim(Map<TopicPartition, Long> before);

    @Override
    void close();
}
