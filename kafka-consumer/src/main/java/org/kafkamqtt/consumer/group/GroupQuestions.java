package org.kafkamqtt.consumer.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ClassicGroupDescription;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ShareGroupDescription;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks the cluster about groups, about many of them at once: one round of requests, however many groups there are.
 *
 * <p>A group that goes meanwhile is a group of which nothing is known. Not thread-safe; blocks.
 */
public final class GroupQuestions {
    private final Admin admin;

    /** @param admin stays its owner's */
    public GroupQuestions(Admin admin) {
        this.admin = admin;
    }

    /** All groups, by name. */
    public Map<String, GroupListing> listed() throws ExecutionException, InterruptedException {
        return admin.listGroups().all().get().stream()
                .collect(Collectors.toMap(GroupListing::groupId, Function.identity(), (a, b) -> b, TreeMap::new));
    }

    /** These groups, in their order. */
    public List<Group> described(Collection<GroupListing> groups) throws ExecutionException, InterruptedException {
        Map<GroupType, List<String>> byType = groups.stream()
                .collect(Collectors.groupingBy(
                        GroupQuestions::type, Collectors.mapping(GroupListing::groupId, Collectors.toList())));
        Map<String, Group> found = new HashMap<>();
        // Brokers that do not tell the type have no others.
        List<String> classic = new ArrayList<>(byType.getOrDefault(GroupType.CLASSIC, List.of()));
        classic.addAll(byType.getOrDefault(GroupType.UNKNOWN, List.of()));
        List<String> consumer = byType.getOrDefault(GroupType.CONSUMER, List.of());
        List<String> share = byType.getOrDefault(GroupType.SHARE, List.of());
        List<String> streams = byType.getOrDefault(GroupType.STREAMS, List.of());
        // All are asked before any is waited for.
        var classics = admin.describeClassicGroups(classic).describedGroups();
        var consumers = consumer.isEmpty()
                ? Map.<String, KafkaFuture<ConsumerGroupDescription>>of()
                : admin.describeConsumerGroups(consumer).describedGroups();
        var shares = share.isEmpty()
                ? Map.<String, KafkaFuture<ShareGroupDescription>>of()
                : admin.describeShareGroups(share).describedGroups();
        var streaming = streams.isEmpty()
                ? Map.<String, KafkaFuture<StreamsGroupDescription>>of()
                : admin.describeStreamsGroups(streams).describedGroups();
        add(found, classics, GroupQuestions::classic);
        add(found, consumers, GroupQuestions::consumer);
        add(found, shares, GroupQuestions::share);
        add(found, streaming, GroupQuestions::streams);
        return groups.stream()
                .map(group -> found.getOrDefault(group.groupId(), Group.unknown(group.groupId(), type(group))))
                .toList();
    }

    private static <T> void add(Map<String, Group> found, Map<String, KafkaFuture<T>> asked, Function<T, Group> made)
            throws ExecutionException, InterruptedException {
        for (Map.Entry<String, KafkaFuture<T>> each : asked.entrySet()) {
            answer(each.getValue()).map(made).ifPresent(group -> found.put(each.getKey(), group));
        }
    }

    /** Empty if the group or the topic has gone. */
    private static <T> Optional<T> answer(KafkaFuture<T> asked) throws ExecutionException, InterruptedException {
        try {
            return Optional.ofNullable(asked.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException
                    || e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static GroupType type(GroupListing group) {
        return group.type().orElse(GroupType.UNKNOWN);
    }

    private static Group classic(ClassicGroupDescription group) {
        return new Group(
                group.groupId(),
                GroupType.CLASSIC,
                Optional.of(group.state().toString()),
                group.protocol(),
                group.protocolData(),
                Optional.ofNullable(group.coordinator()),
                group.members().stream().map(GroupQuestions::member).toList());
    }

    private static Group consumer(ConsumerGroupDescription group) {
        return new Group(
                group.groupId(),
                group.type(),
                Optional.of(group.groupState().toString()),
                "consumer",
                group.partitionAssignor(),
                Optional.ofNullable(group.coordinator()),
                group.members().stream().map(GroupQuestions::member).toList());
    }

    private static Group share(ShareGroupDescription group) {
        return new Group(
                group.groupId(),
                GroupType.SHARE,
                Optional.of(group.groupState().toString()),
                "share",
                "",
                Optional.ofNullable(group.coordinator()),
                group.members().stream()
                        .map(member -> new Member(
                                member.consumerId(),
                                Optional.empty(),
                                member.clientId(),
                                member.host(),
                                List.copyOf(member.assignment().topicPartitions())))
                        .toList());
    }

    private static Group streams(StreamsGroupDescription group) {
        Map<String, List<String>> sources = new HashMap<>();
        group.subtopologies().forEach(each -> sources.put(each.subtopologyId(), List.copyOf(each.sourceTopics())));
        return new Group(
                group.groupId(),
                GroupType.STREAMS,
                Optional.of(group.groupState().toString()),
                "streams",
                "",
                Optional.ofNullable(group.coordinator()),
                group.members().stream()
                        .map(member -> new Member(
                                member.memberId(),
                                member.instanceId(),
                                member.clientId(),
                                member.clientHost(),
                                partitions(member, sources)))
                        .toList());
    }

    /** A task has the same partition of each source of its part of the topology. */
    private static List<TopicPartition> partitions(
            StreamsGroupMemberDescription member, Map<String, List<String>> sources) {
        return member.assignment().activeTasks().stream()
                .flatMap(task -> task.partitions().stream()
                        .flatMap(number -> sources.getOrDefault(task.subtopologyId(), List.of()).stream()
                                .map(topic -> new TopicPartition(topic, number))))
                .distinct()
                .toList();
    }

    private static Member member(MemberDescription member) {
        return new Member(
                member.consumerId(),
                member.groupInstanceId(),
                member.clientId(),
                member.host(),
                List.copyOf(member.assignment().topicPartitions()));
    }

    /** How far these groups are behind, in their order. */
    public List<GroupLag> lags(List<Group> groups) throws ExecutionException, InterruptedException {
        Map<String, Map<TopicPartition, Place>> places = places(groups);
        Set<String> topics = new TreeSet<>();
        groups.forEach(group -> {
            Map<TopicPartition, Place> own = places.computeIfAbsent(group.name(), none -> new HashMap<>());
            group.readers().keySet().forEach(partition -> own.putIfAbsent(partition, Place.unknown(partition)));
            own.keySet().forEach(partition -> topics.add(partition.topic()));
        });
        Map<String, List<TopicPartition>> all = new HashMap<>();
        topics(topics).forEach((topic, described) -> all.put(topic, partitions(described)));
        // One in which nothing was committed yet is behind, too, by an unknown number.
        places.values().forEach(own -> List.copyOf(own.keySet()).stream()
                .map(TopicPartition::topic)
                .distinct()
                .flatMap(topic -> all.getOrDefault(topic, List.of()).stream())
                .forEach(partition -> own.putIfAbsent(partition, Place.unknown(partition))));
        List<TopicPartition> asked = all.values().stream().flatMap(List::stream).toList();
        Map<TopicPartition, Long> firsts = offsets(asked, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(asked, OffsetSpec.latest());
        return groups.stream()
                .map(group -> new GroupLag(
                        group,
                        places.getOrDefault(group.name(), Map.of()).values().stream()
                                .map(place -> new Place(
                                        place.partition(),
                                        place.committed(),
                                        known(firsts, place.partition()),
                                        known(ends, place.partition()),
                                        place.counted()))
                                .toList()))
                .toList();
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private static OptionalLong known(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        Long offset = offsets.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** Where groups have committed anything, by group. */
    private Map<String, Map<TopicPartition, Place>> places(List<Group> groups)
            throws ExecutionException, InterruptedException {
        Map<String, Map<TopicPartition, Place>> places = new HashMap<>();
        committed(groups.stream()
                        .filter(group -> !group.shares())
                        .map(Group::name)
                        .toList())
                .forEach((group, offsets) -> offsets.forEach((partition, offset) -> places.computeIfAbsent(
                                group, none -> new HashMap<>())
                        .put(partition, place(partition, OptionalLong.of(offset.offset()), OptionalLong.empty()))));
        windows(groups.stream().filter(Group::shares).map(Group::name).toList())
                .forEach((group, windows) ->
                        windows.forEach((partition, window) -> places.computeIfAbsent(group, none -> new HashMap<>())
                                .put(partition, place(partition, start(window), lag(window)))));
        return places;
    }

    /** What a group has committed. */
    public Map<TopicPartition, OptionalLong> places(Group group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OptionalLong> offsets = new HashMap<>();
        places(List.of(group))
                .getOrDefault(group.name(), Map.of())
                .forEach((partition, place) -> offsets.put(partition, place.committed()));
        return offsets;
    }

    /** All that these groups have committed, as it is kept in a file. */
    public Map<String, List<Kept>> kept(List<Group> groups) throws ExecutionException, InterruptedException {
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed(groups.stream()
                .filter(group -> !group.shares())
                .map(Group::name)
                .toList());
        Map<String, Map<TopicPartition, SharePartitionOffsetInfo>> windows =
                windows(groups.stream().filter(Group::shares).map(Group::name).toList());
        Set<String> names = new TreeSet<>();
        committed.values().forEach(offsets -> offsets.keySet().forEach(partition -> names.add(partition.topic())));
        windows.values().forEach(offsets -> offsets.keySet().forEach(partition -> names.add(partition.topic())));
        Map<String, Uuid> ids = ids(topics(names));
        Map<String, List<Kept>> kept = new HashMap<>();
        committed.forEach((group, offsets) ->
                offsets.forEach((partition, offset) -> kept.computeIfAbsent(group, none -> new ArrayList<>())
                        .add(new Kept(
                                group,
                                partition,
                                Optional.ofNullable(ids.get(partition.topic())),
                                OptionalLong.of(offset.offset()),
                                offset.leaderEpoch(),
                                offset.metadata()))));
        windows.forEach((group, offsets) ->
                offsets.forEach((partition, window) -> kept.computeIfAbsent(group, none -> new ArrayList<>())
                        .add(new Kept(
                                group,
                                partition,
                                Optional.ofNullable(ids.get(partition.topic())),
                                start(window),
                                Optional.empty(),
                                ""))));
        return kept;
    }

    /** The IDs of topics, of brokers that tell them. */
    public static Map<String, Uuid> ids(Map<String, TopicDescription> topics) {
        Map<String, Uuid> ids = new HashMap<>();
        topics.forEach((name, topic) -> ids.put(name, topic.topicId()));
        ids.values().removeIf(Uuid.ZERO_UUID::equals);
        return ids;
    }

    private static Place place(TopicPartition partition, OptionalLong committed, OptionalLong counted) {
        return new Place(partition, committed, OptionalLong.empty(), OptionalLong.empty(), counted);
    }

    /** Brokers say -1 where nothing was read yet. */
    private static OptionalLong start(SharePartitionOffsetInfo window) {
        return window.startOffset() < 0 ? OptionalLong.empty() : OptionalLong.of(window.startOffset());
    }

    private static OptionalLong lag(SharePartitionOffsetInfo window) {
        return window.lag().filter(lag -> lag >= 0).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** What these groups, which are no share groups, have committed. */
    public Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(Collection<String> groups)
            throws ExecutionException, InterruptedException {
        Map<String, Map<TopicPartition, OffsetAndMetadata>> all = new HashMap<>();
        if (groups.isEmpty()) {
            return all;
        }
        var asked = admin.listConsumerGroupOffsets(groups.stream()
                .collect(Collectors.toMap(name -> name, name -> new ListConsumerGroupOffsetsSpec(), (a, b) -> a)));
        for (String group : groups) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            answer(asked.partitionsToOffsetAndMetadata(group)).ifPresent(offsets::putAll);
            offsets.values().removeIf(offset -> offset == null);
            all.put(group, offsets);
        }
        return all;
    }

    /** Where the windows of these share groups begin. */
    public Map<String, Map<TopicPartition, SharePartitionOffsetInfo>> windows(Collection<String> groups)
            throws ExecutionException, InterruptedException {
        Map<String, Map<TopicPartition, SharePartitionOffsetInfo>> all = new HashMap<>();
        if (groups.isEmpty()) {
            return all;
        }
        var asked = admin.listShareGroupOffsets(groups.stream()
                .collect(Collectors.toMap(name -> name, name -> new ListShareGroupOffsetsSpec(), (a, b) -> a)));
        for (String group : groups) {
            Map<TopicPartition, SharePartitionOffsetInfo> windows = new HashMap<>();
            answer(asked.partitionsToOffsetInfo(group)).ifPresent(windows::putAll);
            windows.values().removeIf(window -> window == null);
            all.put(group, windows);
        }
        return all;
    }

    /** Those of these topics that exist, by name. */
    public Map<String, TopicDescription> topics(Collection<String> names)
            throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> found = new TreeMap<>();
        for (var asked : admin.describeTopics(names).topicNameValues().entrySet()) {
            answer(asked.getValue()).ifPresent(topic -> found.put(asked.getKey(), topic));
        }
        return found;
    }

    /** The offsets of these partitions; those of partitions without a leader, or that were deleted, are not known. */
    public Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        var asked = admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec, (a, b) -> a)));
        for (TopicPartition partition : partitions) {
            try {
                offsets.put(partition, asked.partitionResult(partition).get().offset());
            } catch (ExecutionException e) {
                // One that cannot be asked must not hide the others.
                offsets.remove(partition);
            }
        }
        return offsets;
    }
}
