package org.kafkamqtt.mqtt.broker.log;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a topic is like, as far as messages depend on it.
 *
 * @param replicas of the partition that has the fewest
 * @param settings by name; empty if the cluster does not tell them
 */
record TopicFacts(String name, int replicas, Map<String, String> settings) {
    /** Leaders remember a producer for about that long, and a fence must be in the log as long (producer.id.expiration.ms). */
    static final long DAY_MS = 86_400_000;

    TopicFacts {
        settings = Map.copyOf(settings);
    }

    private List<String> policy() {
        return Arrays.stream(settings.getOrDefault("cleanup.policy", "").split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }

    private Optional<Long> number(String setting) {
        return Optional.ofNullable(settings.get(setting)).map(Long::valueOf);
    }

    /** The bytes of the largest batch that it takes; {@link Long#MAX_VALUE} if that is not known. */
    long largest() {
        return number("max.message.bytes").orElse(Long.MAX_VALUE);
    }

    /** Why messages cannot lie in it, to follow its name; empty if they can. */
    Optional<String> refusedForMessages() {
        if (policy().contains("compact")) {
            return Optional.of(
                    "is compacted (cleanup.policy " + String.join(",", policy())
                            + "): of several messages of one topic name only the last would be kept; set cleanup.policy=delete");
        }
        return refused();
    }

    /** Why the broker's own records cannot lie in it, to follow its name; empty if they can. */
    Optional<String> refusedForRecords() {
        if (!policy().isEmpty() && !policy().equals(List.of("compact"))) {
            return Optional.of("has cleanup.policy " + String.join(",", policy())
                    + ": what is old but still counts would be lost; set cleanup.policy=compact");
        }
        return refused();
    }

    private Optional<String> refused() {
        return number("min.insync.replicas")
                .filter(least -> least > replicas)
                .map(least -> "has " + copies() + ", but min.insync.replicas is " + least
                        + ": nothing would ever be acknowledged");
    }

    private String copies() {
        return replicas == 1 ? "1 replica" : replicas + " replicas";
    }

    /** What acknowledgements of all in-sync replicas are worth, to follow its name; empty if that is what they seem. */
    Optional<String> weakness() {
        if (replicas == 1) {
            return Optional.of("has 1 replica: what is acknowledged is lost with its disk");
        }
        return number("min.insync.replicas")
                .filter(least -> least == 1)
                .map(least ->
                        "has min.insync.replicas 1: while its other replicas are away, what is acknowledged is lost"
                                + " with one disk");
    }

    /** What is wrong with how long messages are kept, to follow its name; empty if nothing is. */
    Optional<String> shortness() {
        return number("retention.ms")
                .filter(ms -> ms >= 0 && ms < DAY_MS)
                .map(ms -> "keeps messages for less than a day (retention.ms " + ms
                        + "): the record that shuts out a former life of this broker may be gone too soon");
    }
}
