package org.kafkamqtt.consumer.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.consumer.view.Rows.Column;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** How far groups are behind. */
@Command(
        name = "kafka-consumer lag",
        sortOptions = false,
        customSynopsis = "kafka-consumer lag -b HOST:PORT [--json] [GROUP...]",
        description = {
            "",
            "Shows how far groups are behind.",
            "For each partition of the topics that a group reads: group, topic, partition, committed"
                    + " offset, end, lag, and the client that reads it. An unknown value is a dash (null in JSON)."
                    + " For a share group, committed is where its window begins.",
            ""
        })
final class LagView extends View {
    @Parameters(paramLabel = "GROUP", arity = "0..*", description = "groups to show (default: all)")
    List<String> names = new ArrayList<>();

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    @Override
    List<String> names() {
        return names;
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("groups", "GROUP")
                .status(ExitStatus.NOT_FOUND, "the group does not exist")
                .example("kafka-consumer lag -b localhost:9093 billing")
                .example("kafka-consumer lag -b localhost:9093 --json billing | jq .lag");
    }

    @Override
    Rows ask(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, GroupListing> groups = GroupsView.listed(admin);
        Rows table = new Rows(
                new Column("group", 2),
                new Column("topic", 0),
                new Column("partition", 0),
                new Column("committed", 3),
                new Column("end", 4),
                new Column("lag", 0),
                new Column("client", 5));
        for (String name : chosen("group", groups.keySet())) {
            GroupListing group = groups.get(name);
            if (group != null) {
                addRows(table, admin, group);
            }
        }
        if (table.size() > 1) {
            table.total("total", null, null, null, null, table.sum(5), null);
        }
        return table;
    }

    private static void addRows(Rows table, Admin admin, GroupListing group)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, @Nullable Long> committed = new TreeMap<>(ORDER);
        Map<TopicPartition, String> readers = readers(admin, group);
        readers.keySet().forEach(partition -> committed.put(partition, null));
        committed.putAll(committed(admin, group));
        others(admin, committed.keySet()).forEach(partition -> committed.putIfAbsent(partition, null));
        Map<TopicPartition, Long> ends = ends(admin, committed);
        committed.forEach((partition, offset) -> {
            Long end = ends.get(partition);
            table.row(
                    group.groupId(),
                    partition.topic(),
                    partition.partition(),
                    offset,
                    end,
                    offset == null || end == null ? null : Long.valueOf(Math.max(0, end - offset)),
                    readers.get(partition));
        });
    }

    /** All partitions of these topics: one in which nothing was committed yet is behind, too, by an unknown number. */
    private static List<TopicPartition> others(Admin admin, Set<TopicPartition> known) throws InterruptedException {
        List<TopicPartition> all = new ArrayList<>();
        Set<String> topics = known.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        for (var described : admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                described
                        .getValue()
                        .get()
                        .partitions()
                        .forEach(partition -> all.add(new TopicPartition(described.getKey(), partition.partition())));
            } catch (ExecutionException e) {
                // Deleted meanwhile: what is known of its partitions is shown without an end.
                all.removeIf(partition -> partition.topic().equals(described.getKey()));
            }
        }
        return all;
    }

    private static Map<TopicPartition, Long> committed(Admin admin, GroupListing group)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        String name = group.groupId();
        if (share(group)) {
            admin.listShareGroupOffsets(Map.of(name, new ListShareGroupOffsetsSpec()))
                    .partitionsToOffsetInfo(name)
                    .get()
                    .forEach((partition, info) -> {
                        if (info != null) {
                            committed.put(partition, info.startOffset());
                        }
                    });
        } else {
            admin.listConsumerGroupOffsets(name)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            committed.put(partition, offset.offset());
                        }
                    });
        }
        return committed;
    }

    private static boolean share(GroupListing group) {
        return group.type().filter(type -> type == GroupType.SHARE).isPresent();
    }

    /** The clients that are assigned partitions; nobody where the group has gone or is of another kind. */
    private static Map<TopicPartition, String> readers(Admin admin, GroupListing group) throws InterruptedException {
        Map<TopicPartition, String> readers = new HashMap<>();
        List<String> name = List.of(group.groupId());
        try {
            if (share(group)) {
                admin.describeShareGroups(name).all().get().values().stream()
                        .flatMap(described -> described.members().stream())
                        .forEach(member -> member.assignment()
                                .topicPartitions()
                                .forEach(partition -> readers.merge(partition, member.clientId(), LagView::both)));
            } else {
                admin.describeConsumerGroups(name).all().get().values().stream()
                        .flatMap(described -> described.members().stream())
                        .forEach(member -> member.assignment()
                                .topicPartitions()
                                .forEach(partition -> readers.merge(partition, member.clientId(), LagView::both)));
            }
        } catch (ExecutionException e) {
            return Map.of();
        }
        return readers;
    }

    private static String both(String one, String other) {
        return one.equals(other) ? one : one + "," + other;
    }

    /** Where the partitions end; those that were deleted have no end. */
    private static Map<TopicPartition, Long> ends(Admin admin, Map<TopicPartition, @Nullable Long> partitions)
            throws InterruptedException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        var asked = admin.listOffsets(
                partitions.keySet().stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())));
        for (TopicPartition partition : partitions.keySet()) {
            try {
                ListOffsetsResultInfo end = asked.partitionResult(partition).get();
                ends.put(partition, end.offset());
            } catch (ExecutionException e) {
                ends.remove(partition);
            }
        }
        return ends;
    }
}
