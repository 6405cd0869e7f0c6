package org.kafkamqtt.topics.plan;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the cluster told of topics.
 *
 * @param topics those it described, by name
 * @param refused those it did not, by name
 */
public record Told(SortedMap<String, TopicState> topics, Map<String, Refusal> refused) {
    public Told {
        topics = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(topics));
        refused = Map.copyOf(refused);
    }
}
