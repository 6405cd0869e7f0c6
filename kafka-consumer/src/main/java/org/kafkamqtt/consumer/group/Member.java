package org.kafkamqtt.consumer.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * One member of a group.
 *
 * @param id as the coordinator gave it
 * @param instance the name of a static member
 * @param client its {@code client.id}, which several may share
 * @param host the address it comes from
 * @param partitions that it is assigned
 */
public record Member(
        String id, Optional<String> instance, String client, String host, List<TopicPartition> partitions) {
    /** Copies the list, ordered; a host is written without Java's slash. */
    public Member {
        partitions = partitions.stream().sorted(Place.ORDER).toList();
        host = host.startsWith("/") ? host.substring(1) : host;
    }

    /** Its partitions as they are typed: {@code orders:0-2,5 payments:1}. */
    String assignment() {
        List<String> words = new ArrayList<>();
        byTopic().forEach((topic, numbers) -> words.add(topic + ":" + ranges(numbers)));
        return String.join(" ", words);
    }

    /** The numbers of its partitions by topic. */
    Map<String, SortedSet<Integer>> byTopic() {
        Map<String, SortedSet<Integer>> topics = new TreeMap<>();
        partitions.forEach(partition -> topics.computeIfAbsent(partition.topic(), none -> new TreeSet<>())
                .add(partition.partition()));
        return topics;
    }

    private static String ranges(SortedSet<Integer> numbers) {
        List<String> ranges = new ArrayList<>();
        int first = numbers.first();
        int last = first;
        for (int number : numbers.tailSet(first + 1)) {
            if (number > last + 1) {
                ranges.add(range(first, last));
                first = number;
            }
            last = number;
        }
        ranges.add(range(first, last));
        return String.join(",", ranges);
    }

    private static String range(int first, int last) {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
