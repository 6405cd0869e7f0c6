package org.kafkamqtt.balancer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The partition that got the fewest bytes (or records) so far, the lowest number among equals.
 *
 * <p>Thread-safe by one short lock; the choice is O(log n) in a tournament tree where kafka-go scans.
 */
final class LeastBytes implements Balancer {
    private final boolean kafkaGo;
    private final boolean countRecords;
    private @Nullable Partitions seen;
    private int[] ids = {};
    private LeastTree sent = new LeastTree(1);

    /**
     * @param kafkaGo as kafka-go 0.4.50 (balancer.go 76-126) to the bit: counters are kept until the <em>number</em> of
     *     partitions changes, so another list of the same length goes unnoticed, and messages without bytes count
     *     nothing. Ours notices the list, and counts at least one byte for each message.
     */
    LeastBytes(boolean kafkaGo, boolean countRecords) {
        this.kafkaGo = kafkaGo;
        this.countRecords = countRecords;
    }

    @Override
    public int choose(Message message, Partitions partitions) {
        int size = message.size();
        long amount = countRecords ? 1 : kafkaGo ? size : Math.max(1, size);
        synchronized (this) {
            if (changed(partitions)) {
                restart(partitions);
            }
            int index = sent.least();
            sent.add(index, amount);
            return ids[index];
        }
    }

    private boolean changed(Partitions partitions) {
        Partitions known = seen;
        if (known == partitions) {
            return false;
        }
        return known == null || (kafkaGo ? known.count() != partitions.count() : !known.sameIds(partitions));
    }

    private void restart(Partitions partitions) {
        seen = partitions;
        ids = new int[partitions.count()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = partitions.id(i);
        }
        Arrays.sort(ids);
        sent = new LeastTree(ids.length);
    }
}
