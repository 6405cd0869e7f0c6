package org.kafkamqtt.topics.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.NewTopicPlan;
import org.kafkamqtt.topics.plan.PartitionState;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Report;
import org.kafkamqtt.topics.plan.Result;
import org.kafkamqtt.topics.plan.TopicState;

/**
 * Creates topics, and waits until all of their partitions have leaders that answer.
 *
 * @param topics to create
 * @param lenient whether one that exists is fine
 */
public record Creation(List<NewTopicPlan> topics, boolean lenient) {
    public Creation {
        topics = List.copyOf(topics);
    }

    /** Does it; with {@code dry} the brokers only check whether they would. */
    public Report run(Cluster cluster, Desk desk, boolean dry, Patience patience) {
        Map<String, Refusal> refused = cluster.create(topics, dry);
        Map<String, TopicState> made = dry ? Map.of() : made(cluster, refused, patience);
        List<Result> results = new ArrayList<>();
        for (NewTopicPlan plan : topics) {
            Refusal why = refused.get(plan.name());
            if (why != null && lenient && why.exists()) {
                results.add(existing(cluster, desk, plan));
            } else if (why != null) {
                results.add(Result.failed(
                        plan.name(), explained(cluster, plan, why).to("cannot create topic '" + plan.name() + "'")));
            } else if (dry) {
                results.add(Result.done(plan.name(), "would be created", ""));
            } else {
                results.add(created(plan.name(), made.get(plan.name()), patience));
            }
        }
        return new Report(results);
    }

    /** Brokers say it at length, and of all brokers that were ever there. */
    private static Refusal explained(Cluster cluster, NewTopicPlan plan, Refusal why) {
        int brokers = why.status() == ExitStatus.USAGE && plan.copies().isPresent()
                ? cluster.brokers().size()
                : Integer.MAX_VALUE;
        int copies = plan.copies().orElse(0);
        return copies <= brokers
                ? why
                : new Refusal(
                        ExitStatus.USAGE,
                        copies + " copies of each partition need " + copies + " brokers, but there "
                                + (brokers == 1 ? "is only 1" : "are only " + brokers));
    }

    /** The new topics, once all is ready or patience is at its end. */
    private Map<String, TopicState> made(Cluster cluster, Map<String, Refusal> refused, Patience patience) {
        Set<String> names = topics.stream()
                .map(NewTopicPlan::name)
                .filter(name -> !refused.containsKey(name))
                .collect(Collectors.toSet());
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, TopicState> seen;
        do {
            List<Listing> listed = cluster.topics().stream()
                    .filter(topic -> names.contains(topic.name()))
                    .toList();
            seen = cluster.look(listed, Set.of()).topics();
        } while (!ready(seen, names) && patience.more());
        cluster.awaitLeaders(seen.values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .filter(each -> each.leader().isPresent())
                        .map(each -> new TopicPartition(topic.name(), each.number())))
                .toList());
        return seen;
    }

    private static boolean ready(Map<String, TopicState> seen, Set<String> names) {
        return seen.keySet().containsAll(names)
                && seen.values().stream().allMatch(topic -> leaderless(topic).isEmpty());
    }

    private static List<Integer> leaderless(TopicState topic) {
        return topic.partitions().stream()
                .filter(each -> each.leader().isEmpty())
                .map(PartitionState::number)
                .toList();
    }

    private static Result created(String name, @org.jspecify.annotations.Nullable TopicState seen, Patience patience) {
        if (seen == null) {
            return Result.failed(
                    name,
                    new Refusal(
                            ExitStatus.TIMED_OUT,
                            "topic '" + name + "' was created, but is not to be seen " + patience.words() + " later"));
        }
        List<Integer> leaderless = leaderless(seen);
        return leaderless.isEmpty()
                ? Result.done(name, "created", words(seen))
                : Result.failed(
                        name,
                        new Refusal(
                                ExitStatus.TIMED_OUT,
                                "topic '" + name + "' was created, but after " + patience.words() + " partition"
                                        + (leaderless.size() == 1 ? " " : "s ")
                                        + leaderless.stream()
                                                .map(String::valueOf)
                                                .collect(Collectors.joining(", "))
                                        + " still " + (leaderless.size() == 1 ? "has" : "have") + " no leader"));
    }

    private static String words(TopicState topic) {
        int partitions = topic.partitions().size();
        return partitions
                + (partitions == 1 ? " partition, " : " partitions, ")
                + topic.copies()
                + (topic.copies() == 1 ? " replica" : " replicas");
    }

    /** It exists, but perhaps not as it was to be. */
    private static Result existing(Cluster cluster, Desk desk, NewTopicPlan plan) {
        TopicState there = cluster.look(List.of(new Listing(plan.name(), "", false)), Set.of())
                .topics()
                .get(plan.name());
        OptionalInt asked = plan.asked();
        if (there != null
                && asked.isPresent()
                && asked.getAsInt() != there.partitions().size()) {
            int count = there.partitions().size();
            desk.say("warning: topic '" + plan.name() + "' exists with " + count
                    + (count == 1 ? " partition" : " partitions") + ", not " + asked.getAsInt());
        }
        return Result.done(plan.name(), "exists", there == null ? "" : words(there));
    }
}
