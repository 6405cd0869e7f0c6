package org.kafkamqtt.mqtt.broker.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * What the topics of a broker are worth.
 *
 * @param warnings for whoever runs it, one line each
 * @param largest bytes of the largest batch that all topics of messages take; {@link Long#MAX_VALUE} if that is not known
 */
record TopicVerdict(List<String> warnings, long largest) {
    /**
     * Judges them.
     *
     * @throws Failure status 2 if one cannot be used
     */
    static TopicVerdict of(TopicWishes wishes, Collection<TopicFacts> topics) {
        TreeMap<String, List<String>> warned = new TreeMap<>();
        long largest = Long.MAX_VALUE;
        for (TopicFacts topic : topics) {
            boolean messages = wishes.messages().contains(topic.name());
            refuse(topic, messages ? topic.refusedForMessages() : topic.refusedForRecords());
            topic.weakness().ifPresent(words -> add(warned, words, topic));
            if (messages) {
                topic.shortness().ifPresent(words -> add(warned, words, topic));
                largest = Math.min(largest, topic.largest());
            }
        }
        List<String> warnings = new ArrayList<>();
        warned.forEach((words, names) -> warnings.add("warning: " + subject(names) + " " + words));
        return new TopicVerdict(warnings, largest);
    }

    private static void refuse(TopicFacts topic, Optional<String> why) {
        why.ifPresent(words -> {
            throw new Failure(ExitStatus.USAGE, "the topic '" + topic.name() + "' " + words);
        });
    }

    private static void add(TreeMap<String, List<String>> warned, String words, TopicFacts topic) {
        warned.computeIfAbsent(words, same -> new ArrayList<>()).add("'" + topic.name() + "'");
    }

    /** One line for all that the same is to be said of. */
    private static String subject(List<String> names) {
        return names.size() == 1 ? "the topic " + names.get(0) : "each of the topics " + String.join(", ", names);
    }
}
