package org.kafkamqtt.consumer.select;

import java.util.Map;

/**
 * What was asked for with {@code -o}: a range for every partition, and ranges for some of them.
 *
 * @param general for partitions not named
 * @param named by partition
 */
public record OffsetPlan(OffsetRange general, Map<Integer, OffsetRange> named) {
    public static final OffsetPlan DEFAULT = new OffsetPlan(OffsetRange.DEFAULT, Map.of());

    public OffsetPlan {
        named = Map.copyOf(named);
    }

    public OffsetRange of(int partition) {
        OffsetRange own = named.get(partition);
        return own == null ? general : general.with(own);
    }

    /** Whether reading of any partition has an end. */
    public boolean ends() {
        return general.end().isPresent()
                || named.values().stream().anyMatch(range -> range.end().isPresent());
    }

    /** Whether anything at all was asked for. */
    boolean said() {
        return !equals(DEFAULT);
    }
}
