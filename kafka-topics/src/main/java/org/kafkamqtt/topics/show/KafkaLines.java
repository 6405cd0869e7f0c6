package org.kafkamqtt.topics.show;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.topics.plan.Filter;
import org.kafkamqtt.topics.plan.PartitionState;
import org.kafkamqtt.topics.plan.TopicSetting;
import org.kafkamqtt.topics.plan.TopicState;

/**
 * The description of topics as Kafka's script prints it, for programs that read that.
 *
 * <p>Kafka 4.3.1, TopicCommand: {@code printDescription} of topics and partitions.
 */
record KafkaLines(Filter filter, Set<Integer> alive) {
    void add(Bytes out, TopicState topic) {
        if (!filter.ofPartitions()) {
            Page.line(out, line(topic));
        }
        if (!filter.overrides()) {
            int minimum = topic.minimumInSync();
            topic.partitions().stream()
                    .filter(each -> filter.wants(each, minimum, alive))
                    .forEach(each -> Page.line(out, line(topic, each)));
        }
    }

    private static String line(TopicState topic) {
        List<String> settings = topic.settings().stream()
                .filter(each -> each.origin() != TopicSetting.Origin.DEFAULT)
                .map(each -> each.name() + "=" + each.value())
                .toList();
        return "Topic: " + topic.name()
                + (topic.listing().id().isEmpty()
                        ? ""
                        : "\tTopicId: " + topic.listing().id())
                + "\tPartitionCount: " + topic.partitions().size() + "\tReplicationFactor: " + topic.copies()
                + "\tConfigs: " + String.join(",", settings);
    }

    private static String line(TopicState topic, PartitionState partition) {
        String leader = partition.leader().isPresent()
                ? Integer.toString(partition.leader().getAsInt())
                : "none";
        return "\tTopic: " + topic.name() + "\tPartition: " + partition.number() + "\tLeader: " + leader
                + "\tReplicas: " + Page.commas(partition.replicas()) + "\tIsr: " + Page.commas(partition.inSync())
                + partition
                        .move()
                        .map(move -> "\tAdding Replicas: " + Page.commas(move.adding()) + "\tRemoving Replicas: "
                                + Page.commas(move.removing()))
                        .orElse("")
                + "\tElr: " + eligible(partition.eligible()) + "\tLastKnownElr: " + eligible(partition.lastEligible());
    }

    private static String eligible(Optional<List<Integer>> brokers) {
        return brokers.map(Page::commas).orElse("N/A");
    }
}
