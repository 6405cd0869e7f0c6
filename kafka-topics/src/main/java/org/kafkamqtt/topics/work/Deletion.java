package org.kafkamqtt.topics.work;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.cluster.Cluster.Detail;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.Refusal;
import org.kafkamqtt.topics.plan.Report;
import org.kafkamqtt.topics.plan.Result;

/**
 * Deletes topics, and waits until they are gone.
 *
 * @param choice which
 * @param lenient whether one that does not exist is fine
 */
public record Deletion(Choice choice, boolean lenient) {
    /**
     * Does it.
     *
     * @param wait begins when the brokers have agreed: before that, a person may think
     */
    public Report run(Cluster cluster, Desk desk, Consent consent, Supplier<Patience> wait) {
        Found found = Found.of(cluster, choice, lenient);
        List<Result> results = new ArrayList<>(found.failed());
        List<Listing> topics = found.topics();
        if (topics.isEmpty()) {
            return new Report(results);
        }
        if (!consent.dry() && (!consent.yes() || choice.surprising(topics))) {
            Preview.show(
                    desk, cluster.look(topics, Set.of(Detail.SIZES)).topics().values(), cluster.brokers(), true);
        }
        if (consent.dry()) {
            topics.forEach(topic -> results.add(Result.done(topic.name(), "would be deleted", "")));
            return new Report(results);
        }
        consent.require(desk, "delete " + Preview.count(topics.size()) + " with all records", "deleted");
        Map<String, Refusal> refused = cluster.delete(topics);
        List<Listing> accepted = topics.stream()
                .filter(topic -> !refused.containsKey(topic.name()))
                .toList();
        Patience patience = wait.get();
        Set<Listing> left = left(cluster, accepted, patience);
        for (Listing topic : topics) {
            results.add(result(topic, refused, left.contains(topic), patience));
        }
        return new Report(results);
    }

    /** A topic that was deleted by somebody else meanwhile is gone, as was wished. */
    private Result result(Listing topic, Map<String, Refusal> refused, boolean left, Patience patience) {
        Refusal why = refused.get(topic.name());
        if (why != null && !(lenient && why.status() == ExitStatus.NOT_FOUND)) {
            return Result.failed(topic.name(), why.to("cannot delete topic '" + topic.name() + "'"));
        }
        return left
                ? Result.failed(
                        topic.name(),
                        new Refusal(
                                ExitStatus.TIMED_OUT,
                                "topic '" + topic.name() + "' is still there " + patience.words()
                                        + " after the brokers agreed to delete it; they may still do so"))
                : Result.done(topic.name(), "deleted", "");
    }

    /** Those that are still listed in the end. */
    private static Set<Listing> left(Cluster cluster, List<Listing> deleted, Patience patience) {
        Set<Listing> left = new HashSet<>(deleted);
        while (!left.isEmpty()) {
            left.retainAll(cluster.topics());
            if (left.isEmpty() || !patience.more()) {
                break;
            }
        }
        return left;
    }
}
