package org.kafkamqtt.topics.work;

import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.Result;

/**
 * The topics that were meant.
 *
 * @param topics that exist
 * @param failed a result for each word that stands for none
 */
record Found(List<Listing> topics, List<Result> failed) {
    /**
     * Looks for them.
     *
     * @param lenient whether a topic that does not exist is as good as one that was handled
     */
    static Found of(Cluster cluster, Choice choice, boolean lenient) {
        Choice.Chosen chosen = choice.of(cluster.topics());
        List<Result> failed = new ArrayList<>();
        if (!lenient) {
            chosen.missing().forEach(missing -> failed.add(Result.failed(missing.word(), missing.why())));
        }
        return new Found(chosen.topics(), failed);
    }
}
