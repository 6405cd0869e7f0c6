package org.kafkamqtt.consumer.settings;

import java.util.Optional;
import org.kafkamqtt.consumer.select.OffsetPlan;
import org.kafkamqtt.consumer.select.RecordFilter;

/**
 * Which records are read, from where to where.
 *
 * @param plan where reading of each partition begins and ends
 * @param tail how many of the newest records are wanted, and no others; 0 for all
 * @param toTheEnd whether reading ends where the partitions ended at the start
 * @param timeout the limit of the whole run as it was typed, for the user
 * @param filter which records pass
 */
public record Selection(
        TopicChoice topics,
        OffsetPlan plan,
        int tail,
        boolean toTheEnd,
        Optional<String> timeout,
        RecordFilter filter) {
    /** Whether partitions that a topic gets while it is read are read as well. */
    public boolean grows() {
        return topics.partitions().grows() && !toTheEnd && tail == 0;
    }
}
