package org.kafkamqtt.mqtt.broker.log;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The topics that a broker needs, and how missing ones are to be. Immutable.
 *
 * @param prefix of the names of the broker's own topics
 * @param messages the topics of messages
 * @param partitions of a topic of messages, at least 1
 * @param replicas of each partition, at least 1; -1 for the cluster's default
 * @param minInSync replicas that must have a record before it is acknowledged, at least 1; -1 for the cluster's default
 * @param largest bytes of the largest batch that a topic must take
 */
public record TopicWishes(
        String prefix, SortedSet<String> messages, int partitions, int replicas, int minInSync, long largest) {
    /** What brokers take of any topic if nobody has said otherwise (max.message.bytes, Kafka 4.3). */
    private static final long USUAL = 1_048_588;

    private static final int RETAINED = 4;
    private static final int NODES = 1;
    /** Compaction leaves the newest segment alone, and every start reads all of it: a new one each hour. */
    private static final String HOUR_MS = "3600000";

    /**
     * A topic to be created.
     *
     * @param settings that it has of its own
     */
    record Wish(String name, int partitions, SortedMap<String, String> settings) {}

    public TopicWishes {
        messages = Collections.unmodifiableSortedSet(new TreeSet<>(messages));
    }

    String retained() {
        return prefix + ".retained";
    }

    String nodes() {
        return prefix + ".nodes";
    }

    /** All topics, by name. */
    SortedMap<String, Wish> all() {
        SortedMap<String, Wish> all = new TreeMap<>();
        messages.forEach(name -> all.put(name, wish(name, partitions, larger(Map.of()))));
        Map<String, String> compacted = Map.of("cleanup.policy", "compact", "segment.ms", HOUR_MS);
        all.put(retained(), wish(retained(), RETAINED, larger(compacted)));
        all.put(nodes(), wish(nodes(), NODES, compacted));
        return all;
    }

    private Map<String, String> larger(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(settings);
        if (largest > USUAL) {
            all.put("max.message.bytes", Long.toString(largest));
        }
        return all;
    }

    private Wish wish(String name, int count, Map<String, String> own) {
        SortedMap<String, String> settings = new TreeMap<>(own);
        if (minInSync > 0) {
            settings.put("min.insync.replicas", Integer.toString(minInSync));
        }
        return new Wish(name, count, settings);
    }
}
