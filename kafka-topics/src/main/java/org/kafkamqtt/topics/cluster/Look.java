package org.kafkamqtt.topics.cluster;

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
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.PartitionReassignment;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.kafkamqtt.topics.cluster.Cluster.Detail;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.PartitionState;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Told;
import org.kafkamqtt.topics.plan.TopicSetting;
import org.kafkamqtt.topics.plan.TopicState;

/** One look at topics: everything is asked for at once, then waited for. */
final class Look {
    private final Admin admin;
    private final Refusals refusals;
    private final Map<String, Listing> topics;

    Look(Admin admin, Refusals refusals, Collection<Listing> topics) {
        this.admin = admin;
        this.refusals = refusals;
        this.topics = topics.stream().collect(Collectors.toMap(Listing::name, topic -> topic, (a, b) -> b));
    }

    Told at(Set<Detail> details) {
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(topics.keySet()).topicNameValues();
        Map<ConfigResource, KafkaFuture<Config>> settings = details.contains(Detail.SETTINGS)
                ? admin.describeConfigs(topics.keySet().stream()
                                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                                .toList())
                        .values()
                : Map.of();
        Map<TopicPartition, Map<Integer, Long>> sizes = details.contains(Detail.SIZES) ? sizes() : Map.of();
        TreeMap<String, TopicDescription> found = new TreeMap<>();
        Map<String, Refusal> refused = new HashMap<>();
        described.forEach((name, asked) -> answer(asked, refused, name).ifPresent(told -> found.put(name, told)));
        Map<TopicPartition, PartitionReassignment> moves =
                details.contains(Detail.MOVES) ? moves(found.values()) : Map.of();
        TreeMap<String, TopicState> states = new TreeMap<>();
        found.forEach((name, told) -> {
            KafkaFuture<Config> asked = settings.get(new ConfigResource(ConfigResource.Type.TOPIC, name));
            Optional<Config> config = asked == null ? Optional.empty() : answer(asked, refused, name);
            if (asked == null || config.isPresent()) {
                states.put(name, state(told, config.map(Look::settings).orElse(List.of()), moves, sizes));
            }
        });
        return new Told(states, refused);
    }

    private <T> Optional<T> answer(KafkaFuture<T> asked, Map<String, Refusal> refused, String name) {
        try {
            return Optional.of(asked.get());
        } catch (ExecutionException e) {
            refused.put(name, refusals.of(e));
            return Optional.empty();
        } catch (InterruptedException e) {
            throw KafkaCluster.stopped(e);
        }
    }

    /** What brokers tell of their folders, by partition and broker; one that may not be asked, or does not answer, is left out. */
    private Map<TopicPartition, Map<Integer, Long>> sizes() {
        Map<TopicPartition, Map<Integer, Long>> sizes = new HashMap<>();
        try {
            List<Integer> brokers =
                    admin.describeCluster().nodes().get().stream().map(Node::id).toList();
            Map<Integer, KafkaFuture<Map<String, LogDirDescription>>> asked =
                    admin.describeLogDirs(brokers).descriptions();
            for (Map.Entry<Integer, KafkaFuture<Map<String, LogDirDescription>>> each : asked.entrySet()) {
                add(sizes, each.getKey(), each.getValue());
            }
        } catch (ExecutionException e) {
            return sizes;
        } catch (InterruptedException e) {
            throw KafkaCluster.stopped(e);
        }
        return sizes;
    }

    private void add(
            Map<TopicPartition, Map<Integer, Long>> sizes,
            int broker,
            KafkaFuture<Map<String, LogDirDescription>> asked)
            throws InterruptedException {
        try {
            asked.get().values().stream()
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(each -> topics.containsKey(each.getKey().topic())
                            && !each.getValue().isFuture())
                    .forEach(each -> sizes.computeIfAbsent(each.getKey(), none -> new HashMap<>())
                            .put(broker, each.getValue().size()));
        } catch (ExecutionException e) {
            sizes.values().forEach(known -> known.remove(broker));
        }
    }

    private Map<TopicPartition, PartitionReassignment> moves(Collection<TopicDescription> found) {
        Set<TopicPartition> partitions = found.stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(each -> new TopicPartition(topic.name(), each.partition())))
                .collect(Collectors.toSet());
        try {
            return admin.listPartitionReassignments(partitions).reassignments().get();
        } catch (ExecutionException e) {
            // Not every user may ask, and brokers before 2.4 do not know.
            return Map.of();
        } catch (InterruptedException e) {
            throw KafkaCluster.stopped(e);
        }
    }

    private TopicState state(
            TopicDescription told,
            List<TopicSetting> settings,
            Map<TopicPartition, PartitionReassignment> moves,
            Map<TopicPartition, Map<Integer, Long>> sizes) {
        List<PartitionState> partitions = new ArrayList<>();
        for (TopicPartitionInfo info : told.partitions()) {
            TopicPartition partition = new TopicPartition(told.name(), info.partition());
            partitions.add(state(
                    info,
                    Optional.ofNullable(moves.get(partition))
                            .map(move -> new PartitionState.Move(
                                    move.replicas(), move.addingReplicas(), move.removingReplicas())),
                    sizes.getOrDefault(partition, Map.of())));
        }
        partitions.sort(Comparator.comparingInt(PartitionState::number));
        Listing listing = new Listing(told.name(), KafkaCluster.id(told.topicId()), told.isInternal());
        return new TopicState(listing, partitions, settings);
    }

    private static PartitionState state(
            TopicPartitionInfo info, Optional<PartitionState.Move> move, Map<Integer, Long> sizes) {
        OptionalInt leader = info.leader() == null
                ? OptionalInt.empty()
                : OptionalInt.of(info.leader().id());
        Long size = leader.isPresent() ? sizes.get(leader.getAsInt()) : null;
        return new PartitionState(
                info.partition(),
                leader,
                ids(info.replicas()),
                ids(info.isr()),
                Optional.ofNullable(info.elr()).map(Look::ids),
                Optional.ofNullable(info.lastKnownElr()).map(Look::ids),
                move,
                size == null ? OptionalLong.empty() : OptionalLong.of(size));
    }

    private static List<Integer> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }

    private static List<TopicSetting> settings(Config config) {
        return config.entries().stream()
                .map(entry -> new TopicSetting(
                        entry.name(), entry.value() == null ? "" : entry.value(), origin(entry.source())))
                .toList();
    }

    private static TopicSetting.Origin origin(ConfigEntry.ConfigSource source) {
        return switch (source) {
            case DYNAMIC_TOPIC_CONFIG -> TopicSetting.Origin.TOPIC;
            case DEFAULT_CONFIG -> TopicSetting.Origin.DEFAULT;
            default -> TopicSetting.Origin.BROKER;
        };
    }
}
