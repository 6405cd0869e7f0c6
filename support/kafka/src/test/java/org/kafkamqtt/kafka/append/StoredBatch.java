package org.kafkamqtt.kafka.append;

import java.util.Arrays;

/** A batch in the log of a simulated partition; the same one in the logs of all replicas that have it. */
final class StoredBatch {
    /** -1 for a batch without a number. */
    final long producerId;

    final short epoch;
    final int sequence;
    final long baseOffset;
    /** When it was stored. */
    final long atMs;
    /** Which of the history's records it holds; none for the marker that fences. */
    final int[] ids;

    StoredBatch(long producerId, short epoch, int sequence, long baseOffset, long atMs, int[] ids) {
        this.producerId = producerId;
        this.epoch = epoch;
        this.sequence = sequence;
        this.baseOffset = baseOffset;
        this.atMs = atMs;
        this.ids = ids;
    }

    /** The marker that keeps everybody else out from now on. */
    static StoredBatch fence(long producerId, long offset, long atMs) {
        return new StoredBatch(producerId, Short.MAX_VALUE, -1, offset, atMs, new int[0]);
    }

    boolean fences() {
        return ids.length == 0;
    }

    long endOffset() {
        return baseOffset + Math.max(1, ids.length);
    }

    /** The sequence of its last record: after the greatest number comes 0. */
    int lastSequence() {
        int untilWrap = Integer.MAX_VALUE - sequence;
        int more = ids.length - 1;
        return more <= untilWrap ? sequence + more : more - untilWrap - 1;
    }

    boolean holds(int first, int records) {
        return !fences() && sequence == first && ids.length == records;
    }

    @Override
    public String toString() {
        return sequence + "+" + ids.length + " of epoch " + epoch + " at " + baseOffset + " " + Arrays.toString(ids);
    }
}
