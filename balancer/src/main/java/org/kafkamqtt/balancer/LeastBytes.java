package org.kafkamqtt.balancer;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The partition that got the fewest bytes (or records) so far, the lowest number among equals.
 *
 * <p>Thread-safe; see {@link Loads} for what a choice costs.
 */
final class LeastBytes implements Balancer {
    private final boolean kafkaGo;
    private final boolean countRecords;
    private volatile @Nullable Counted counted;

    /** The counters for one list of partitions. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Counted(Partitions seen, int[] ids, Loads sent) {}

    /**
     * @param kafkaGo as kafka-go 0.4.50 (balancer.go 76-126) bit for bit: counters are kept until the <em>number</em> of
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
        Counted known = counted;
        if (known == null || changed(known.seen(), partitions)) {
            known = restarted(partitions);
        }
        return known.ids()[known.sent().addToLeast(amount)];
    }

    @SuppressWarnings("ReferenceEquality") // the same object needs no second look
    private boolean changed(Partitions known, Partitions partitions) {
        return known != partitions && (kafkaGo ? known.count() != partitions.count() : !known.sameIds(partitions));
    }

    private synchronized Counted restarted(Partitions partitions) {
        Counted known = counted;
        if (known == null || changed(known.seen(), partitions)) {
            int[] ids = new int[partitions.count()];
            Arrays.setAll(ids, partitions::id);
            Arrays.sort(ids);
            known = new Counted(partitions, ids, Loads.of(ids.length));
            counted = known;
        }
        return known;
    }
}
