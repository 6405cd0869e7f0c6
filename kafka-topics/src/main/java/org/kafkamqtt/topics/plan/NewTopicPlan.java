package org.kafkamqtt.topics.plan;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A topic to create.
 *
 * @param partitions how many; empty for the cluster's default
 * @param copies of each; empty for the cluster's default
 * @param assignment the brokers of each partition, instead of both
 * @param settings by name
 */
public record NewTopicPlan(
        String name,
        OptionalInt partitions,
        OptionalInt copies,
        Optional<Assignment> assignment,
        SortedMap<String, String> settings) {
    public NewTopicPlan {
        settings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** The same for a topic of another name. */
    public NewTopicPlan named(String other) {
        return new NewTopicPlan(other, partitions, copies, assignment, settings);
    }

    /** How many partitions were asked for. */
    public OptionalInt asked() {
        return assignment.map(a -> OptionalInt.of(a.brokers().size())).orElse(partitions);
    }
}
