package org.kafkamqtt.consumer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.feed.Feed;
import org.kafkamqtt.consumer.settings.PartitionChoice;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.Leaders;
import org.kafkamqtt.kafka.topic.TopicCheck;

/** The partitions of topics, looked up before anything is read, so that a missing one is reported at once. */
final class Topics {
    /** How long metadata may take before the cluster is asked why. */
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    /** Kafka's own topics, which a subscription by pattern leaves out as well. */
    private static final Set<String> INTERNAL =
            Set.of("__consumer_offsets", "__transaction_state", "__share_group_state");

    private final Feed feed;
    private final KafkaSettings settings;

    Topics(Feed feed, KafkaSettings settings) {
        this.feed = feed;
        this.settings = settings;
    }

    /**
     * The partitions to read.
     *
     * @throws Failure status 6 if a topic or partition does not exist
     */
    List<TopicPartition> partitions(List<String> topics, PartitionChoice choice) {
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : topics) {
            int count = count(topic);
            Optional<SortedSet<Integer>> chosen = choice.of(count);
            chosen.filter(list -> list.last() >= count).ifPresent(list -> {
                throw TopicCheck.missingPartition(topic, list.tailSet(count).first(), count);
            });
            for (int partition = 0; partition < count; partition++) {
                if (chosen.isEmpty() || chosen.get().contains(partition)) {
                    all.add(new TopicPartition(topic, partition));
                }
            }
        }
        return all;
    }

    /**
     * The topics of these names, or all that match, by name.
     *
     * @throws Failure status 6 if none matches
     */
    List<String> named(List<String> names, Optional<Pattern> pattern) {
        if (pattern.isEmpty()) {
            return names;
        }
        List<String> found = feed.topics().stream()
                .filter(name -> !INTERNAL.contains(name))
                .filter(name -> pattern.get().matcher(name).matches())
                .sorted()
                .toList();
        if (found.isEmpty()) {
            throw new Failure(ExitStatus.NOT_FOUND, "no topic matches '" + pattern.get() + "'");
        }
        return found;
    }

    /** How many partitions the topic has. */
    int count(String topic) {
        List<PartitionInfo> found = partitionsOf(topic);
        if (found.isEmpty()) {
            throw TopicCheck.whyMissing(settings, topic);
        }
        return found.stream()
                        .map(PartitionInfo::partition)
                        .max(Comparator.naturalOrder())
                        .orElse(0)
                + 1;
    }

    /** Waits for the {@link Leaders} of a topic that is to be written to, for a while; if that fails, writing will report it. */
    void awaitLeaders(String topic) {
        try {
            feed.endOffsets(Leaders.led(partitionsOf(topic)), Leaders.PATIENCE);
        } catch (RetriableException | AuthorizationException e) {
            return;
        }
    }

    private List<PartitionInfo> partitionsOf(String topic) {
        try {
            return feed.partitionsFor(topic, PATIENCE);
        } catch (TimeoutException e) {
            Failure why = TopicCheck.whyMissing(settings, topic);
            if (why.status() == ExitStatus.NOT_FOUND) {
                throw why;
            }
            return slowly(topic, why);
        }
    }

    /** The topic exists: a broker under load may only need more time. */
    private List<PartitionInfo> slowly(String topic, Failure why) {
        try {
            return feed.partitionsFor(topic, settings.connectTimeout());
        } catch (TimeoutException e) {
            throw why;
        }
    }
}
