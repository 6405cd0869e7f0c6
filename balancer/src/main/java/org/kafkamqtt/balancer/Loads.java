package org.kafkamqtt.balancer;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How much each index got, and which got least; the lowest index among equals. Thread-safe.
 *
 * <p>Threads that choose at the same moment may take the same index, but nothing they add is lost.
 */
sealed interface Loads {
    /**
     * Up to this size a scan without a lock is faster for two threads than a tree under one; above it the tree is
     * (bench/balancer, docs/BENCHMARKS.md).
     */
    int SCANNED_UP_TO = 32;

    static Loads of(int count) {
        return count <= SCANNED_UP_TO ? new Scanned(count) : new Ranked(count);
    }

    int count();

    long load(int index);

    void add(int index, long amount);

    /** Adds to the least one and returns its index. */
    int addToLeast(long amount);

    /** Counters that are scanned: O(n), lock-free. */
    final class Scanned implements Loads {
        private final AtomicLongArray loads;

        Scanned(int count) {
            loads = new AtomicLongArray(count);
        }

        @Override
        public int count() {
            return loads.length();
        }

        @Override
        public long load(int index) {
            return loads.get(index);
        }

        @Override
        public void add(int index, long amount) {
            loads.getAndAdd(index, amount);
        }

        @Override
        public int addToLeast(long amount) {
            int best = 0;
            long least = loads.getPlain(0);
            for (int i = 1; i < loads.length(); i++) {
                long load = loads.getPlain(i);
                if (load < least) {
                    best = i;
                    least = load;
                }
            }
            loads.getAndAdd(best, amount);
            return best;
        }
    }

    /** Counters in a tournament: O(log n), under one short lock. */
    final class Ranked implements Loads {
        private final LeastTree tree;

        Ranked(int count) {
            tree = new LeastTree(count);
        }

        @Override
        public int count() {
            return tree.count();
        }

        @Override
        public synchronized long load(int index) {
            return tree.load(index);
        }

        @Override
        public synchronized void add(int index, long amount) {
            tree.add(index, amount);
        }

        @Override
        public synchronized int addToLeast(long amount) {
            int index = tree.least();
            tree.add(index, amount);
            return index;
        }
    }
}
