package org.kafkamqtt.journeys.nodes;

import java.util.Arrays;
import java.util.BitSet;

/** What is in a topic of numbered records, counted as it is read. Not thread-safe. */
final class Landed {
    private final BitSet seen = new BitSet();
    private final long[] highest;
    private final int[] partitionOfKey = new int[NumberedRecord.KEYS];
    private final int limit;
    private long records;
    private long repeated;
    private long misplaced;
    private long strange;

    /**
     * Nothing yet.
     *
     * @param sent how many numbers were sent, from 0 on
     */
    Landed(int partitions, int sent) {
        this.limit = sent;
        this.highest = new long[partitions];
        Arrays.fill(highest, -1);
        Arrays.fill(partitionOfKey, -1);
    }

    /** Takes the next record of a partition. */
    void take(int partition, String key, long number) {
        records++;
        if (number < 0 || number >= limit || !key.equals(NumberedRecord.key(number)) || !atHome(number, partition)) {
            strange++;
            return;
        }
        if (seen.get((int) number)) {
            repeated++;
            return;
        }
        seen.set((int) number);
        if (number < highest[partition]) {
            misplaced++;
        }
        highest[partition] = Math.max(highest[partition], number);
    }

    /** All records of a key are in one partition. */
    private boolean atHome(long number, int partition) {
        int key = (int) (number * 31 % NumberedRecord.KEYS);
        if (partitionOfKey[key] < 0) {
            partitionOfKey[key] = partition;
        }
        return partitionOfKey[key] == partition;
    }

    /** Records that were read. */
    long records() {
        return records;
    }

    /** The outcome, given the numbers that were reported as failed. */
    Outcome outcome(BitSet failed) {
        BitSet lost = new BitSet();
        lost.set(0, limit);
        lost.andNot(seen);
        lost.andNot(failed);
        BitSet arrived = (BitSet) failed.clone();
        arrived.and(seen);
        return new Outcome(
                lost.cardinality(), repeated, misplaced, strange, failed.cardinality(), arrived.cardinality());
    }

    /**
     * What became of all numbers that were sent.
     *
     * @param lost not reported as failed, and not there
     * @param repeated there once more
     * @param misplaced there after a higher one of the same partition
     * @param strange never sent, with another key, or not in the partition of their key
     * @param failed reported as failed
     * @param arrived reported as failed, and there nevertheless
     */
    record Outcome(long lost, long repeated, long misplaced, long strange, long failed, long arrived) {
        /** Nothing is wrong, apart from what was reported. */
        boolean clean() {
            return lost == 0 && repeated == 0 && misplaced == 0 && strange == 0;
        }

        @Override
        public String toString() {
            return lost + " lost, " + repeated + " repeated, " + misplaced + " out of order, " + strange + " strange, "
                    + failed + " failed" + (failed == 0 ? "" : " (" + arrived + " of them arrived)");
        }
    }
}
