package org.kafkamqtt.consumer.settings;

import java.util.Map;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.consumer.format.PlacementCheck;

/**
 * The balancer that the records' partitions are checked against.
 *
 * @param balancer used for nothing else
 * @param name as it was typed
 */
public record Verification(Balancer balancer, String name) {
    /** A check of topics with these partitions. */
    public PlacementCheck check(Map<String, Partitions> partitions) {
        return new PlacementCheck(balancer, name, partitions);
    }
}
