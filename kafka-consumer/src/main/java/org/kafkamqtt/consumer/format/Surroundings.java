package org.kafkamqtt.consumer.format;

import org.jspecify.annotations.Nullable;

/**
 * What formats may ask beyond the record itself.
 *
 * @param placement where a balancer would have put it; null if nobody asked
 * @param ends where its partition begins and ends
 */
public record Surroundings(@Nullable PlacementCheck placement, PartitionEnds ends) {
    /** Nothing was asked. */
    public static Surroundings none() {
        return new Surroundings(null, PartitionEnds.untold());
    }
}
