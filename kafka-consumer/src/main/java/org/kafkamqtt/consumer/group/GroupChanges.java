package org.kafkamqtt.consumer.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.kafkamqtt.consumer.group.Move.Outcome;
import org.kafkamqtt.kafka.KafkaFailure;

/** Changes what groups have committed, and asks afterwards what came of it. Not thread-safe; blocks. */
public final class GroupChanges {
    private final Admin admin;
    private final String bootstrap;

    /**
     * Where groups are changed.
     *
     * @param admin stays its owner's
     * @param bootstrap for messages
     */
    public GroupChanges(Admin admin, String bootstrap) {
        this.admin = admin;
        this.bootstrap = bootstrap;
    }

    /** Does what is planned, and reads it back: the moves as they ended, in the same order. */
    public List<Move> made(Group group, List<Move> moves) throws ExecutionException, InterruptedException {
        Map<TopicPartition, String> refused = new HashMap<>();
        if (group.shares()) {
            share(group, planned(moves), refused);
        } else {
            commit(group, planned(moves), refused);
        }
        GroupQuestions questions = new GroupQuestions(admin);
        Map<TopicPartition, OptionalLong> now = questions.places(group);
        Set<String> topics = moves.stream()
                .map(move -> move.before().partition().topic())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, TopicDescription> described = questions.topics(topics);
        List<Move> ended = new ArrayList<>();
        for (Move move : moves) {
            TopicPartition partition = move.before().partition();
            String why = refused.get(partition);
            TopicDescription topic = described.get(partition.topic());
            boolean same = move.before().topicId().isEmpty()
                    || topic != null && move.before().topicId().equals(Optional.of(topic.topicId()));
            if (why != null) {
                ended.add(move.ended(Outcome.FAILED, why));
            } else if (!same && move.outcome() == Outcome.PLANNED) {
                ended.add(move.ended(Outcome.FAILED, "the topic was deleted or created again meanwhile"));
            } else {
                ended.add(move.readBack(now.getOrDefault(partition, OptionalLong.empty())));
            }
        }
        return ended;
    }

    private static List<Move> planned(List<Move> moves) {
        return moves.stream().filter(move -> move.outcome() == Outcome.PLANNED).toList();
    }

    private void commit(Group group, List<Move> moves, Map<TopicPartition, String> refused)
            throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        Set<TopicPartition> forgotten = new HashSet<>();
        for (Move move : moves) {
            if (move.after().offset().isPresent()) {
                offsets.put(move.after().partition(), move.after().committed());
            } else {
                forgotten.add(move.after().partition());
            }
        }
        if (!offsets.isEmpty()) {
            var asked = admin.alterConsumerGroupOffsets(group.name(), offsets);
            for (TopicPartition partition : offsets.keySet()) {
                note(refused, partition, asked.partitionResult(partition));
            }
        }
        if (!forgotten.isEmpty()) {
            var asked = admin.deleteConsumerGroupOffsets(group.name(), forgotten);
            for (TopicPartition partition : forgotten) {
                note(refused, partition, asked.partitionResult(partition));
            }
        }
    }

    /** A share group forgets whole topics only. */
    private void share(Group group, List<Move> moves, Map<TopicPartition, String> refused)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        Set<String> kept = new HashSet<>();
        Set<TopicPartition> forgotten = new HashSet<>();
        for (Move move : moves) {
            if (move.after().offset().isPresent()) {
                offsets.put(move.after().partition(), move.after().offset().getAsLong());
            } else {
                forgotten.add(move.after().partition());
            }
        }
        new GroupQuestions(admin)
                .places(group).keySet().stream()
                        .filter(partition -> !forgotten.contains(partition))
                        .forEach(partition -> kept.add(partition.topic()));
        forgotten.stream()
                .filter(partition -> kept.contains(partition.topic()))
                .forEach(partition -> refused.put(partition, "a share group can forget whole topics only"));
        Set<String> topics = forgotten.stream()
                .map(TopicPartition::topic)
                .filter(topic -> !kept.contains(topic))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!topics.isEmpty()) {
            var asked = admin.deleteShareGroupOffsets(group.name(), topics);
            for (TopicPartition partition : forgotten) {
                if (topics.contains(partition.topic())) {
                    note(refused, partition, asked.topicResult(partition.topic()));
                }
            }
        }
        if (!offsets.isEmpty()) {
            var asked = admin.alterShareGroupOffsets(group.name(), offsets);
            for (TopicPartition partition : offsets.keySet()) {
                note(refused, partition, asked.partitionResult(partition));
            }
        }
    }

    private <K> void note(Map<K, String> refused, K what, KafkaFuture<Void> asked) throws InterruptedException {
        try {
            asked.get();
        } catch (ExecutionException e) {
            refused.put(what, why(e));
        }
    }

    private String why(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof UnknownMemberIdException || cause instanceof GroupNotEmptyException) {
            return "the group has members";
        }
        if (cause instanceof GroupSubscribedToTopicException) {
            return "the group's members are subscribed to the topic";
        }
        return KafkaFailure.explain(e, bootstrap).sentence();
    }

    /**
     * Deletes these groups with all they have committed.
     *
     * @return why some of them are still there, by name
     */
    public Map<String, String> deleted(List<Group> groups) throws ExecutionException, InterruptedException {
        Map<String, String> refused = new HashMap<>();
        List<String> share = names(groups, GroupType.SHARE);
        List<String> streams = names(groups, GroupType.STREAMS);
        List<String> others = groups.stream()
                .map(Group::name)
                .filter(name -> !share.contains(name) && !streams.contains(name))
                .toList();
        Map<String, KafkaFuture<Void>> asked = new HashMap<>();
        if (!share.isEmpty()) {
            asked.putAll(admin.deleteShareGroups(share).deletedGroups());
        }
        if (!streams.isEmpty()) {
            asked.putAll(admin.deleteStreamsGroups(streams).deletedGroups());
        }
        if (!others.isEmpty()) {
            asked.putAll(admin.deleteConsumerGroups(others).deletedGroups());
        }
        for (Map.Entry<String, KafkaFuture<Void>> each : asked.entrySet()) {
            try {
                each.getValue().get();
            } catch (ExecutionException e) {
                // Somebody else was faster: it has gone.
                if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                    refused.put(each.getKey(), why(e));
                }
            }
        }
        Set<String> left = new GroupQuestions(admin).listed().keySet();
        groups.stream()
                .map(Group::name)
                .filter(left::contains)
                .forEach(name -> refused.putIfAbsent(name, "it is there again: a client uses it"));
        return refused;
    }

    private static List<String> names(List<Group> groups, GroupType type) {
        return groups.stream()
                .filter(group -> group.type() == type)
                .map(Group::name)
                .toList();
    }
}
