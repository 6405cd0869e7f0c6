package org.kafkamqtt.mqtt.broker.life;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a life says of itself in the topic of nodes, at its start and with each heartbeat. Immutable.
 *
 * <p>The record: key the life's number in decimal; value {@link Words} such as {@code v=1 copier=1008 address=mqtt://localhost:1883
 * software=0.1.0 started=1764187200000 announced=41 partitions=mqtt.messages:12,commands:3}; a tombstone when it is over. Names of Kafka
 * topics have neither spaces nor colons nor commas.
 *
 * @param life producer ID that it appends under
 * @param copier producer ID that its copier of retained messages appends under, -1 for none
 * @param address where clients reach it
 * @param software version of the program
 * @param startedMs milliseconds since 1970
 * @param announced offset of its first record in the topic of nodes, which says who of two is the later; -1 in that record itself
 * @param topics the message topics that it writes to, each with its number of partitions
 */
record Announcement(
        long life,
        long copier,
        String address,
        String software,
        long startedMs,
        long announced,
        SortedMap<String, Integer> topics) {
    Announcement {
        topics = Collections.unmodifiableSortedMap(new TreeMap<>(topics));
    }

    /** The same, now that it is known where the first one lies. */
    Announcement at(long offset) {
        return new Announcement(life, copier, address, software, startedMs, offset, topics);
    }

    /** The same with other partitions. */
    Announcement writing(Map<String, Integer> others) {
        return new Announcement(life, copier, address, software, startedMs, announced, new TreeMap<>(others));
    }

    byte[] bytes() {
        Words words = new Words()
                .with("copier", copier)
                .with("address", address)
                .with("software", software)
                .with("started", startedMs);
        if (announced >= 0) {
            words.with("announced", announced);
        }
        return words.with(
                        "partitions",
                        topics.entrySet().stream()
                                .map(topic -> topic.getKey() + ':' + topic.getValue())
                                .collect(Collectors.joining(",")))
                .bytes();
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException in words that fit after "is", if it is none: whoever wrote it may write to partitions that are not
     *     known here
     */
    static Announcement of(long life, byte[] value) {
        Words words = Words.of(value);
        SortedMap<String, Integer> topics = new TreeMap<>();
        String partitions = words.text("partitions");
        for (String topic : partitions.isEmpty() ? new String[0] : partitions.split(",", -1)) {
            int colon = topic.lastIndexOf(':');
            OptionalLong count = Words.numberOf(topic.substring(colon + 1));
            if (colon < 1 || count.isEmpty() || count.getAsLong() < 1 || count.getAsLong() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("without a number of partitions in '" + topic + "'");
            }
            topics.put(topic.substring(0, colon), (int) count.getAsLong());
        }
        return new Announcement(
                life,
                words.number("copier").orElse(-1),
                words.text("address"),
                words.text("software"),
                words.number("started").orElse(-1),
                words.number("announced").orElse(-1),
                topics);
    }
}
