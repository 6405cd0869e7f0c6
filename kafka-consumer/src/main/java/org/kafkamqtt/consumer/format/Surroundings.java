package org.kafkamqtt.consumer.format;

import org.jspecify.annotations.Nullable;

/**
 * What formats may need beyond the record itself.
 *
 * @param placement where a balancer would have put it; null if that is not checked
 * @param ends where its partition begins and ends
 */
public record Surroundings(@Nullable PlacementCheck placement, PartitionEnds ends) {
    /** Nothing beyond the record. */
    public static Surroundings none() {
        return new Surroundings(null, PartitionEnds.untold());
    }
}
