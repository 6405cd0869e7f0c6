package org.kafkamqtt.balancer;

import java.util.Arrays;

/**
 * Counters that know their first minimum: a tournament tree, O(log n) for each change.
 *
 * <p>Not thread-safe. Ties go to the lowest index, as in a scan from the left.
 */
final class LeastTree {
    private final int count;
    private final int leaves;
    private final long[] load;
    /** The index of the least counter below each inner node; node 1 is the root. */
    private final int[] winner;

    LeastTree(int count) {
        this.count = count;
        leaves = Math.max(1, Integer.highestOneBit(Math.max(1, count - 1)) << 1);
        load = new long[leaves];
        Arrays.fill(load, count, leaves, Long.MAX_VALUE);
        winner = new int[2 * leaves];
        for (int i = 0; i < leaves; i++) {
            winner[leaves + i] = i;
        }
        for (int node = leaves - 1; node >= 1; node--) {
            winner[node] = better(winner[2 * node], winner[2 * node + 1]);
        }
    }

    private int better(int left, int right) {
        return load[right] < load[left] ? right : left;
    }

    /** How many counters there are. */
    int count() {
        return count;
    }

    /** The index of the least counter. */
    int least() {
        return winner[1];
    }

    long load(int index) {
        return load[index];
    }

    void add(int index, long amount) {
        set(index, load[index] + amount);
    }

    void set(int index, long amount) {
        load[index] = amount;
        for (int node = (leaves + index) >> 1; node >= 1; node >>= 1) {
            winner[node] = better(winner[2 * node], winner[2 * node + 1]);
        }
    }
}
