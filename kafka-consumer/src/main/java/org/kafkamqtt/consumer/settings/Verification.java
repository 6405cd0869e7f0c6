package org.kafkamqtt.consumer.settings;

import java.util.Map;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.consumer.format.PlacementCheck;

/**
 * The balancer by which records should stand where they are.
 *
 * @param balancer of which nobody else asks anything
 * @param name as it was typed
 */
public record Verification(Balancer balancer, String name) {
    /** A check of topics with these partitions. */
    public PlacementCheck check(Map<String, Partitions> partitions) {
        return new PlacementCheck(balancer, name, partitions);
    }
}
