package org.kafkamqtt.consumer.group;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.select.PartitionList;

/**
 * Topics, or some partitions of them, as typed: {@code orders}, {@code orders:0,2-5}.
 *
 * @param topics of each the partitions, nothing for all
 */
public record TopicScope(Map<String, Optional<SortedSet<Integer>>> topics) {
    /**
     * What was typed, later words adding to earlier ones.
     *
     * @param option for messages
     * @throws Failure status 2 if it is not such a list
     */
    public static TopicScope of(String option, List<String> words) {
        Map<String, Optional<SortedSet<Integer>>> topics = new TreeMap<>();
        for (String word : words) {
            int colon = word.lastIndexOf(':');
            String topic = colon < 0 ? word : word.substring(0, colon);
            if (topic.isBlank()) {
                throw Failure.usage("'" + option + " " + word + "' names no topic");
            }
            Optional<SortedSet<Integer>> partitions = colon < 0
                    ? Optional.empty()
                    : Optional.of(PartitionList.parse(word.substring(colon + 1), option + " " + word));
            topics.merge(topic, partitions, TopicScope::both);
        }
        return new TopicScope(topics);
    }

    private static Optional<SortedSet<Integer>> both(
            Optional<SortedSet<Integer>> some, Optional<SortedSet<Integer>> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<Integer> all = new TreeSet<>(some.get());
        all.addAll(more.get());
        return Optional.of(all);
    }

    /** Whether nothing was named, so that everything is meant. */
    public boolean everything() {
        return topics.isEmpty();
    }

    /** Whether the partition is meant. */
    public boolean has(TopicPartition partition) {
        Optional<SortedSet<Integer>> named = topics.get(partition.topic());
        return everything()
                || named != null
                        && named.map(numbers -> numbers.contains(partition.partition()))
                                .orElse(true);
    }

    /**
     * Those of a topic's partitions that are meant.
     *
     * @throws Failure status 6 if one was named that is not there
     */
    public List<TopicPartition> chosen(String topic, Collection<TopicPartition> all) {
        Set<Integer> named = topics.getOrDefault(topic, Optional.empty()).orElse(new TreeSet<>());
        for (int number : named) {
            if (!all.contains(new TopicPartition(topic, number))) {
                throw new Failure(
                        ExitStatus.NOT_FOUND,
                        "topic '" + topic + "' has no partition " + number + ": it has " + all.size());
            }
        }
        return all.stream().filter(this::has).sorted(Place.ORDER).toList();
    }
}
