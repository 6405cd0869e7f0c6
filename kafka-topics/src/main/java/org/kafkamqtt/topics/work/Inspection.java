package org.kafkamqtt.topics.work;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.cluster.Cluster.Detail;
import org.kafkamqtt.topics.plan.Broker;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.Result;
import org.kafkamqtt.topics.plan.Told;
import org.kafkamqtt.topics.plan.TopicState;

/**
 * Topics as they were found, to be shown.
 *
 * @param topics by name
 * @param brokers that are alive
 * @param failed what could not be looked at, with results for those that are shown left out
 */
public record Inspection(Collection<TopicState> topics, List<Broker> brokers, List<Result> failed) {
    /** Looks at the topics that are meant. */
    public static Inspection of(Cluster cluster, Choice choice, boolean lenient, Set<Detail> details) {
        Found found = Found.of(cluster, choice, lenient);
        Told told = cluster.look(found.topics(), details);
        List<Result> failed = new java.util.ArrayList<>(found.failed());
        told.refused().forEach((name, why) -> failed.add(Result.failed(name, why)));
        return new Inspection(told.topics().values(), cluster.brokers(), failed);
    }

    /** The names of the topics that are meant. */
    public static Named named(Cluster cluster, Choice choice, boolean lenient) {
        Found found = Found.of(cluster, choice, lenient);
        return new Named(found.topics(), found.failed());
    }

    /**
     * Topics that were only listed.
     *
     * @param topics by name
     * @param failed what stands for none
     */
    public record Named(List<Listing> topics, List<Result> failed) {}

    /** The numbers of the brokers that are alive. */
    public Set<Integer> alive() {
        return brokers.stream().map(Broker::id).collect(Collectors.toSet());
    }
}
