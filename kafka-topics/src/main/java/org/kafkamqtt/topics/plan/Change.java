package org.kafkamqtt.topics.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be different in a topic.
 *
 * @param partitions how many there are to be; empty to leave them
 * @param assignment the brokers of all partitions, of which those of new ones count
 * @param set settings by name
 * @param reset names of settings that go back to their default
 */
public record Change(
        OptionalInt partitions, Optional<Assignment> assignment, SortedMap<String, String> set, List<String> reset) {
    public Change {
        set = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(set));
        reset = List.copyOf(reset);
    }

    /** Whether settings change. */
    public boolean settings() {
        return !set.isEmpty() || !reset.isEmpty();
    }

    /**
     * What changes, in a few words.
     *
     * @param now how many partitions there are
     */
    public String words(int now) {
        List<String> words = new ArrayList<>();
        partitions.ifPresent(count -> words.add(now + " to " + count + " partitions"));
        set.forEach((name, value) -> words.add(name + "=" + value));
        reset.forEach(name -> words.add(name + " by default"));
        return String.join(", ", words);
    }
}
