package org.kafkamqtt.consumer;

import java.util.Map;

/**
 * What was said with {@code -o}: a range for every partition, and ranges for some of them.
 *
 * @param general for partitions not named
 * @param named by partition
 */
record OffsetPlan(OffsetRange general, Map<Integer, OffsetRange> named) {
    static final OffsetPlan DEFAULT = new OffsetPlan(OffsetRange.DEFAULT, Map.of());

    OffsetPlan {
        named = Map.copyOf(named);
    }

    OffsetRange of(int partition) {
        OffsetRange own = named.get(partition);
        return own == null ? general : general.with(own);
    }

    /** Whether reading of any partition has an end. */
    boolean ends() {
        return general.end().isPresent()
                || named.values().stream().anyMatch(range -> range.end().isPresent());
    }

    /** Whether anything at all was said. */
    boolean said() {
        return !equals(DEFAULT);
    }
}
