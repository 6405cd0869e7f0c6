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

    /** By name. */
    List<Count> byTopic() {
        return all().stream().sorted(Comparator.comparing(count -> count.topic)).toList();
    }

    private Collection<Count> all() {
        return counts.values();
    }

    /** What came for one topic. */
    static final class Count {
        final String topic;
        long messages;
        long bytes;
        /** The messages counted when the table was last looked at. */
        long seen;

        byte[] last = {};

        Count(String topic) {
            this.topic = topic;
        }

        private void add(Arrival message) {
            messages++;
            bytes += message.payload().length;
            last = message.payload();
        }
    }
}
