package org.kafkamqtt.topics.plan;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A topic as the cluster has it.
 *
 * @param partitions by number
 * @param settings as the broker orders them; empty if nobody asked
 */
public record TopicState(Listing listing, List<PartitionState> partitions, List<TopicSetting> settings) {
    public TopicState {
        partitions = List.copyOf(partitions);
        settings = List.copyOf(settings);
    }

    public String name() {
        return listing.name();
    }

    /** How many copies of each partition there are to be: those of the first one. */
    public int copies() {
        return partitions.isEmpty() ? 0 : partitions.get(0).copies();
    }

    /** The sizes of all partitions, one copy of each; empty if that of any is unknown. */
    public OptionalLong bytes() {
        boolean known = partitions.stream().allMatch(each -> each.bytes().isPresent());
        return known
                ? OptionalLong.of(partitions.stream()
                        .mapToLong(each -> each.bytes().orElse(0))
                        .sum())
                : OptionalLong.empty();
    }

    /** What the topic has chosen for itself. */
    public List<TopicSetting> overrides() {
        return settings.stream()
                .filter(setting -> setting.origin() == TopicSetting.Origin.TOPIC)
                .toList();
    }

    /** {@code min.insync.replicas}; 1 if nobody told. */
    public int minimumInSync() {
        return settings.stream()
                .filter(setting -> setting.name().equals("min.insync.replicas"))
                .mapToInt(setting -> Integer.parseInt(setting.value()))
                .findFirst()
                .orElse(1);
    }

    public long underReplicated() {
        return partitions.stream().filter(PartitionState::underReplicated).count();
    }

    public long offline(Set<Integer> alive) {
        return partitions.stream().filter(each -> each.offline(alive)).count();
    }
}
