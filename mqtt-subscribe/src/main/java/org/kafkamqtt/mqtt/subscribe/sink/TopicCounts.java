package org.kafkamqtt.mqtt.subscribe.sink;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;

/** How many messages and bytes came for each topic, and the last message of each. Not thread-safe; the writing thread owns it. */
final class TopicCounts {
    private final Map<String, Count> counts = new HashMap<>();

    void add(Arrival message) {
        counts.computeIfAbsent(message.topic(), Count::new).add(message);
    }

    /** Most messages first, then by name. */
    List<Count> byMessages() {
        return all().stream()
                .sorted(Comparator.comparingLong((Count count) -> count.messages)
                        .reversed()
                        .thenComparing(count -> count.topic))
                .toList();
    }

    /**
     * The busiest first, then those with most messages.
     *
     * @param seconds since the last time
     */
    List<Count> byRate(double seconds) {
        all().forEach(count -> count.look(seconds));
        return all().stream()
                .sorted(Comparator.comparingDouble((Count count) -> count.rate)
                        .thenComparingLong(count -> count.messages)
                        .reversed()
                        .thenComparing(count -> count.topic))
                .toList();
    }

    private Collection<Count> all() {
        return counts.values();
    }

    /** What came for one topic. */
    static final class Count {
        final String topic;
        long messages;
        long bytes;
        /** Messages a second, in which the last look counts as much as all before: a table that jumps cannot be read. */
        double rate;

        /** The messages that the last look saw. */
        private long seen;

        byte[] last = {};

        Count(String topic) {
            this.topic = topic;
        }

        private void look(double seconds) {
            double last = (messages - seen) / seconds;
            rate = seen == 0 ? last : (rate + last) / 2;
            seen = messages;
        }

        private void add(Arrival message) {
            messages++;
            bytes += message.payload().length;
            last = message.payload();
        }
    }
}
