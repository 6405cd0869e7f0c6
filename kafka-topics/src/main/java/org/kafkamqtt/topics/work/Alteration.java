package org.kafkamqtt.topics.work;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Change;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.plan.GrowthRule;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Report;
import org.kafkamqtt.topics.plan.Result;
import org.kafkamqtt.topics.plan.Told;
import org.kafkamqtt.topics.plan.TopicState;

/**
 * Changes topics.
 *
 * @param choice which
 * @param lenient whether one that does not exist is fine
 * @param change what
 * @param rule what is known of the producers, for the warning about keys that move
 */
public record Alteration(Choice choice, boolean lenient, Change change, GrowthRule rule) {
    /** Does it; with {@code dry} the brokers only check whether they would. */
    public Report run(Cluster cluster, Desk desk, boolean dry, Patience patience) {
        Found found = Found.of(cluster, choice, lenient);
        List<Result> results = new ArrayList<>(found.failed());
        if (found.topics().isEmpty()) {
            return new Report(results);
        }
        Told told = cluster.look(found.topics(), Set.of());
        Collection<TopicState> topics = told.topics().values();
        if (!dry && choice.surprising(found.topics())) {
            Preview.show(desk, topics, cluster.brokers(), false);
        }
        topics.forEach(topic -> warn(desk, topic));
        Map<String, Refusal> refused = new HashMap<>();
        topics.forEach(topic -> shrinking(topic).ifPresent(why -> refused.put(topic.name(), why)));
        List<TopicState> grown = others(topics, refused);
        if (change.partitions().isPresent() && !grown.isEmpty()) {
            refused.putAll(cluster.grow(grown, change, dry));
        }
        List<TopicState> rest = others(topics, refused);
        Map<String, Refusal> unset = change.settings() && !rest.isEmpty() ? cluster.set(rest, change, dry) : Map.of();
        if (change.partitions().isPresent() && !dry) {
            refused.putAll(late(cluster, others(grown, refused), patience));
        }
        for (TopicState topic : topics) {
            results.add(result(topic, refused.get(topic.name()), unset.get(topic.name()), dry));
        }
        told.refused().forEach((name, why) -> results.add(Result.failed(name, why.to(deed(name)))));
        return new Report(results);
    }

    /** Topics whose new partitions are not there, or have no leader, when patience is at its end. */
    private Map<String, Refusal> late(Cluster cluster, List<TopicState> grown, Patience patience) {
        List<Listing> listings = grown.stream().map(TopicState::listing).toList();
        Map<String, Refusal> late = new HashMap<>();
        do {
            Map<String, TopicState> seen = cluster.look(listings, Set.of()).topics();
            late.clear();
            for (Listing topic : listings) {
                TopicState now = seen.get(topic.name());
                if (now != null && !complete(now)) {
                    late.put(
                            topic.name(),
                            new Refusal(
                                    ExitStatus.TIMED_OUT,
                                    "accepted, but after " + patience.words()
                                            + " not all partitions are there with a leader"));
                }
            }
        } while (!late.isEmpty() && patience.more());
        return late;
    }

    private boolean complete(TopicState topic) {
        return topic.partitions().size() >= change.partitions().orElse(0)
                && topic.partitions().stream().allMatch(each -> each.leader().isPresent());
    }

    private static List<TopicState> others(Collection<TopicState> topics, Map<String, Refusal> refused) {
        return topics.stream()
                .filter(topic -> !refused.containsKey(topic.name()))
                .toList();
    }

    /** Why the number of partitions cannot become that; brokers refuse it, too, in other words each time. */
    private Optional<Refusal> shrinking(TopicState topic) {
        int now = topic.partitions().size();
        int wanted = change.partitions().orElse(Integer.MAX_VALUE);
        if (wanted > now) {
            return Optional.empty();
        }
        String has = "it has " + now + (now == 1 ? " partition" : " partitions");
        return Optional.of(
                new Refusal(ExitStatus.FAILED, has + (wanted == now ? " already" : ", and none can be taken away")));
    }

    private void warn(Desk desk, TopicState topic) {
        int before = topic.partitions().size();
        change.partitions().ifPresent(after -> {
            if (after > before) {
                desk.say("warning: " + rule.warning(topic.name(), before, after));
            }
        });
    }

    /** A topic that grew and whose settings were then refused says both. */
    private Result result(
            TopicState topic,
            @org.jspecify.annotations.Nullable Refusal grown,
            @org.jspecify.annotations.Nullable Refusal set,
            boolean dry) {
        if (grown != null) {
            return Result.failed(topic.name(), grown.to(deed(topic.name())));
        }
        if (set != null) {
            String half = change.partitions().isPresent() && !dry
                    ? " (it has " + change.partitions().getAsInt() + " partitions now)"
                    : "";
            return Result.failed(topic.name(), new Refusal(set.status(), set.why() + half).to(deed(topic.name())));
        }
        return Result.done(
                topic.name(),
                dry ? "would be changed" : "changed",
                change.words(topic.partitions().size()));
    }

    private static String deed(String topic) {
        return "cannot change topic '" + topic + "'";
    }
}
