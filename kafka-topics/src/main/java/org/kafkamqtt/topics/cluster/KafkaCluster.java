package org.kafkamqtt.topics.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.topic.Leaders;
import org.kafkamqtt.topics.plan.Assignment;
import org.kafkamqtt.topics.plan.Broker;
import org.kafkamqtt.topics.plan.Change;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.NewTopicPlan;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Told;
import org.kafkamqtt.topics.plan.TopicState;

/** A cluster behind Kafka's own client. */
public final class KafkaCluster implements Cluster {
    private final Admin admin;
    private final Refusals refusals;

    /**
     * A cluster.
     *
     * @param admin closed by {@link #close}
     * @param bootstrap its brokers, for messages
     */
    public KafkaCluster(Admin admin, String bootstrap) {
        this.admin = admin;
        refusals = new Refusals(bootstrap);
    }

    @Override
    public List<Listing> topics() {
        return get(admin.listTopics(new ListTopicsOptions().listInternal(true)).listings()).stream()
                .map(found -> new Listing(found.name(), id(found.topicId()), found.isInternal()))
                .sorted(Comparator.comparing(Listing::name))
                .toList();
    }

    static String id(Uuid id) {
        return id == null || id.equals(Uuid.ZERO_UUID) ? "" : id.toString();
    }

    @Override
    public List<Broker> brokers() {
        var cluster = admin.describeCluster();
        Node controller = get(cluster.controller());
        return get(cluster.nodes()).stream()
                .map(node -> new Broker(
                        node.id(),
                        node.host() + ":" + node.port(),
                        node.hasRack() ? node.rack() : "",
                        controller != null && controller.id() == node.id()))
                .sorted(Comparator.comparing(Broker::id))
                .toList();
    }

    @Override
    public Told look(Collection<Listing> topics, Set<Detail> details) {
        return topics.isEmpty()
                ? new Told(new java.util.TreeMap<>(), Map.of())
                : new Look(admin, refusals, topics).at(details);
    }

    @Override
    public Map<String, Refusal> create(List<NewTopicPlan> topics, boolean only) {
        List<NewTopic> created = topics.stream().map(KafkaCluster::created).toList();
        Map<String, KafkaFuture<Void>> asked = admin.createTopics(
                        created, new CreateTopicsOptions().validateOnly(only).retryOnQuotaViolation(false))
                .values();
        return refused(asked, Function.identity());
    }

    private static NewTopic created(NewTopicPlan plan) {
        NewTopic topic = plan.assignment()
                .map(all -> new NewTopic(plan.name(), byNumber(all)))
                .orElseGet(() -> new NewTopic(
                        plan.name(),
                        plan.partitions().isPresent()
                                ? java.util.Optional.of(plan.partitions().getAsInt())
                                : java.util.Optional.empty(),
                        plan.copies().isPresent()
                                ? java.util.Optional.of((short) plan.copies().getAsInt())
                                : java.util.Optional.empty()));
        return topic.configs(plan.settings());
    }

    private static Map<Integer, List<Integer>> byNumber(Assignment assignment) {
        Map<Integer, List<Integer>> brokers = new HashMap<>();
        for (int i = 0; i < assignment.brokers().size(); i++) {
            brokers.put(i, assignment.brokers().get(i));
        }
        return brokers;
    }

    @Override
    public void awaitLeaders(Collection<TopicPartition> partitions) {
        try {
            Leaders.await(admin, partitions);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    @Override
    public Map<String, Refusal> grow(Collection<TopicState> topics, Change change, boolean only) {
        int count = change.partitions().orElseThrow();
        Map<String, NewPartitions> more = new HashMap<>();
        for (TopicState topic : topics) {
            more.put(
                    topic.name(),
                    change.assignment()
                            .map(all -> NewPartitions.increaseTo(
                                    count, later(all, topic.partitions().size())))
                            .orElseGet(() -> NewPartitions.increaseTo(count)));
        }
        return refused(
                admin.createPartitions(
                                more,
                                new CreatePartitionsOptions().validateOnly(only).retryOnQuotaViolation(false))
                        .values(),
                Function.identity());
    }

    private static List<List<Integer>> later(Assignment all, int from) {
        return all.brokers()
                .subList(Math.min(from, all.brokers().size()), all.brokers().size());
    }

    @Override
    public Map<String, Refusal> set(Collection<TopicState> topics, Change change, boolean only) {
        List<AlterConfigOp> deeds = Stream.concat(
                        change.set().entrySet().stream()
                                .map(each -> new AlterConfigOp(
                                        new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET)),
                        change.reset().stream()
                                .map(name -> new AlterConfigOp(new ConfigEntry(name, ""), AlterConfigOp.OpType.DELETE)))
                .toList();
        Map<ConfigResource, Collection<AlterConfigOp>> all = topics.stream()
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic -> deeds));
        return refused(
                admin.incrementalAlterConfigs(all, new AlterConfigsOptions().validateOnly(only))
                        .values(),
                ConfigResource::name);
    }

    /** By ID: another topic that has got the name meanwhile stays. */
    @Override
    public Map<String, Refusal> delete(Collection<Listing> topics) {
        Map<String, Refusal> refused = new HashMap<>();
        List<String> nameless = new ArrayList<>();
        Map<Uuid, String> names = new HashMap<>();
        for (Listing topic : topics) {
            if (topic.id().isEmpty()) {
                nameless.add(topic.name());
            } else {
                names.put(Uuid.fromString(topic.id()), topic.name());
            }
        }
        var options = new org.apache.kafka.clients.admin.DeleteTopicsOptions().retryOnQuotaViolation(false);
        if (!nameless.isEmpty()) {
            refused.putAll(refused(
                    admin.deleteTopics(TopicCollection.ofTopicNames(nameless), options)
                            .topicNameValues(),
                    Function.identity()));
        }
        if (!names.isEmpty()) {
            refused.putAll(refused(
                    admin.deleteTopics(TopicCollection.ofTopicIds(names.keySet()), options)
                            .topicIdValues(),
                    id -> names.getOrDefault(id, id.toString())));
        }
        return refused;
    }

    @Override
    public Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions, long time) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        var firsts = admin.listOffsets(all(partitions, OffsetSpec.earliest()));
        var ends = admin.listOffsets(all(partitions, OffsetSpec.latest()));
        var times = admin.listOffsets(all(partitions, OffsetSpec.forTimestamp(time)));
        Map<TopicPartition, Extent> extents = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OptionalLong first = offset(firsts.partitionResult(partition));
            OptionalLong end = offset(ends.partitionResult(partition));
            OptionalLong at = offset(times.partitionResult(partition));
            if (first.isPresent() && end.isPresent() && at.isPresent()) {
                OptionalLong found = at.getAsLong() < 0 ? OptionalLong.empty() : at;
                extents.put(partition, new Extent(first.getAsLong(), end.getAsLong(), found));
            }
        }
        return extents;
    }

    private static Map<TopicPartition, OffsetSpec> all(Collection<TopicPartition> partitions, OffsetSpec spec) {
        return partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
    }

    private OptionalLong offset(KafkaFuture<ListOffsetsResultInfo> asked) {
        try {
            return OptionalLong.of(asked.get().offset());
        } catch (ExecutionException e) {
            refusals.rethrowIfGeneral(e);
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    @Override
    public Map<TopicPartition, Refusal> trim(Map<TopicPartition, Long> before) {
        Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
        before.forEach((partition, offset) -> records.put(partition, RecordsToDelete.beforeOffset(offset)));
        return refused(admin.deleteRecords(records).lowWatermarks(), Function.identity());
    }

    /** What was refused, after all have been answered. */
    private <K, N, V> Map<N, Refusal> refused(Map<K, KafkaFuture<V>> asked, Function<K, N> name) {
        Map<N, Refusal> refused = new HashMap<>();
        asked.forEach((key, future) -> {
            try {
                future.get();
            } catch (ExecutionException e) {
                refused.put(name.apply(key), refusals.of(e));
            } catch (InterruptedException e) {
                throw stopped(e);
            }
        });
        return refused;
    }

    private <T> T get(KafkaFuture<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw refusals.failure(e);
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    /** Status 130 or 143 comes of the signal itself. */
    static Failure stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Failure(ExitStatus.FAILED, "stopped; what was under way may still happen", e);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
