package org.kafkamqtt.mqtt.broker.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions of all message topics, numbered from 0: topic after topic by name, each from its partition 0 on. Immutable, so a number
 * means one partition for as long as a node lives.
 */
public final class Numbering {
    private final List<TopicPartition> places;
    private final Map<String, Integer> first = new HashMap<>();
    private final Map<String, Integer> counts;

    /**
     * Numbers them.
     *
     * @param counts how many partitions each topic has, at least 1
     */
    public Numbering(SortedMap<String, Integer> counts) {
        List<TopicPartition> all = new ArrayList<>();
        counts.forEach((topic, count) -> {
            first.put(topic, all.size());
            for (int i = 0; i < count; i++) {
                all.add(new TopicPartition(topic, i));
            }
        });
        this.places = List.copyOf(all);
        this.counts = Map.copyOf(counts);
    }

    /** How many there are. */
    public int size() {
        return places.size();
    }

    /** All of them, by number. */
    public List<TopicPartition> places() {
        return places;
    }

    /** The partition with this number. */
    public TopicPartition place(int number) {
        return places.get(number);
    }

    /** The number of a partition that there is. */
    public int number(String topic, int partition) {
        Integer begin = first.get(topic);
        if (begin == null) {
            throw new IllegalArgumentException("no message topic: " + topic);
        }
        return begin + partition;
    }

    /** How many partitions a topic has; 0 if it is no message topic. */
    public int count(String topic) {
        return counts.getOrDefault(topic, 0);
    }

    /** The message topics. */
    public Map<String, Integer> counts() {
        return counts;
    }
}
