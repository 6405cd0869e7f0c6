package org.kafkamqtt.topics.plan;

import java.util.Set;

/**
 * Which topics and partitions a description is to show.
 *
 * @param underReplicated those with a copy that lags or is missing
 * @param unavailable those without a leader that is alive
 * @param underMinimum those with fewer copies in sync than {@code min.insync.replicas}
 * @param atMinimum those with just as many
 * @param overrides only topics with settings of their own, without their partitions
 */
public record Filter(
        boolean underReplicated, boolean unavailable, boolean underMinimum, boolean atMinimum, boolean overrides) {
    /** Whether only some partitions are shown. */
    public boolean ofPartitions() {
        return underReplicated || unavailable || underMinimum || atMinimum;
    }

    /** Whether the partition is shown: one that any of the conditions is true of, or each if there is none. */
    public boolean wants(PartitionState partition, int minimum, Set<Integer> alive) {
        return !ofPartitions()
                || underReplicated && partition.underReplicated()
                || unavailable && partition.offline(alive)
                || underMinimum && partition.underMinimum(minimum)
                || atMinimum && partition.atMinimum(minimum);
    }
}
