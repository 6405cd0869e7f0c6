package org.kafkamqtt.topics.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Broker;
import org.kafkamqtt.topics.plan.Change;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.NewTopicPlan;
import org.kafkamqtt.topics.plan.PartitionState;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Told;
import org.kafkamqtt.topics.plan.TopicState;

/** A cluster in memory that notes what it was told to do, and that a test can make slow or stubborn. */
final class FakeCluster implements Cluster {
    final Map<String, TopicState> topics = new TreeMap<>();
    final List<String> deeds = new ArrayList<>();
    final Map<String, Refusal> stubborn = new HashMap<>();
    final Map<TopicPartition, Extent> extents = new HashMap<>();
    final Map<TopicPartition, Refusal> kept = new HashMap<>();

    /** How many looks it takes until what was done is to be seen. */
    int delay;

    private final List<Runnable> later = new ArrayList<>();
    private int ids;

    FakeCluster with(String name, int partitions) {
        add(name, partitions, true);
        return this;
    }

    int partitions(String name) {
        TopicState topic = topics.get(name);
        return topic == null ? 0 : topic.partitions().size();
    }

    private void add(String name, int partitions, boolean led) {
        Listing listing = new Listing(name, "id" + ids++, name.startsWith("__"));
        topics.put(
                name,
                new TopicState(
                        listing,
                        IntStream.range(0, partitions)
                                .mapToObj(number -> partition(number, led))
                                .toList(),
                        List.of()));
    }

    private static PartitionState partition(int number, boolean led) {
        return new PartitionState(
                number,
                led ? OptionalInt.of(1) : OptionalInt.empty(),
                List.of(1),
                List.of(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(1000));
    }

    private void passTime() {
        if (!later.isEmpty() && delay-- <= 0) {
            later.forEach(Runnable::run);
            later.clear();
        }
    }

    @Override
    public List<Listing> topics() {
        passTime();
        return topics.values().stream()
                .map(TopicState::listing)
                .sorted(Comparator.comparing(Listing::name))
                .toList();
    }

    @Override
    public List<Broker> brokers() {
        return List.of(new Broker(1, "b:9092", "", true));
    }

    @Override
    public Told look(Collection<Listing> asked, Set<Detail> details) {
        passTime();
        TreeMap<String, TopicState> found = new TreeMap<>();
        Map<String, Refusal> refused = new HashMap<>();
        for (Listing each : asked) {
            TopicState topic = topics.get(each.name());
            if (topic == null) {
                refused.put(each.name(), new Refusal(ExitStatus.NOT_FOUND, "it does not exist"));
            } else {
                found.put(each.name(), topic);
            }
        }
        return new Told(found, refused);
    }

    @Override
    public Map<String, Refusal> create(List<NewTopicPlan> plans, boolean only) {
        Map<String, Refusal> refused = new HashMap<>();
        for (NewTopicPlan plan : plans) {
            if (topics.containsKey(plan.name())) {
                refused.put(plan.name(), Refusal.existing());
            } else if (stubborn.containsKey(plan.name())) {
                refused.put(plan.name(), stubborn.get(plan.name()));
            } else if (!only) {
                deeds.add("create " + plan.name());
                add(plan.name(), plan.asked().orElse(1), false);
                later.add(() -> add(plan.name(), plan.asked().orElse(1), true));
            }
        }
        return refused;
    }

    @Override
    public void awaitLeaders(Collection<TopicPartition> partitions) {
        deeds.add("await " + partitions.size());
    }

    @Override
    public Map<String, Refusal> grow(Collection<TopicState> grown, Change change, boolean only) {
        Map<String, Refusal> refused = each("grow", grown, only);
        grown.stream()
                .filter(topic -> !only && !refused.containsKey(topic.name()))
                .forEach(topic ->
                        later.add(() -> add(topic.name(), change.partitions().orElse(0), true)));
        return refused;
    }

    @Override
    public Map<String, Refusal> set(Collection<TopicState> changed, Change change, boolean only) {
        return each("set", changed, only);
    }

    private Map<String, Refusal> each(String deed, Collection<TopicState> some, boolean only) {
        Map<String, Refusal> refused = new HashMap<>();
        for (TopicState topic : some) {
            Refusal why = stubborn.get(deed + " " + topic.name());
            if (why != null) {
                refused.put(topic.name(), why);
            } else if (!only) {
                deeds.add(deed + " " + topic.name());
            }
        }
        return refused;
    }

    @Override
    public Map<String, Refusal> delete(Collection<Listing> deleted) {
        Map<String, Refusal> refused = new HashMap<>();
        for (Listing topic : deleted) {
            if (stubborn.containsKey(topic.name())) {
                refused.put(topic.name(), stubborn.get(topic.name()));
            } else {
                deeds.add("delete " + topic.name());
                later.add(() -> topics.remove(topic.name()));
            }
        }
        return refused;
    }

    @Override
    public Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions, long time) {
        Map<TopicPartition, Extent> found = new HashMap<>(extents);
        found.keySet().retainAll(partitions);
        return found;
    }

    @Override
    public Map<TopicPartition, Refusal> trim(Map<TopicPartition, Long> before) {
        before.forEach((partition, offset) -> deeds.add("trim " + partition + " " + offset));
        return kept;
    }

    @Override
    public void close() {
        deeds.add("close");
    }
}
