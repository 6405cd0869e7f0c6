package org.kafkamqtt.balancer;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Balancers of our own for keys of which a few are very frequent: they split those, and thus lose their order.
 *
 * <p>They count what they sent themselves. Thread-safe; no choice waits for another thread's counting.
 */
final class Skewed {
    private Skewed() {}

    /** How many messages each index got, starting anew when the number of partitions changes. Thread-safe, lock-free. */
    private static final class Sent {
        private volatile Counts counts = new Counts(0);

        Counts of(int count) {
            Counts known = counts;
            if (known.perIndex.length() != count) {
                known = new Counts(count);
                counts = known;
            }
            return known;
        }
    }

    /** The counters for one number of partitions. */
    private static final class Counts {
        final AtomicLongArray perIndex;
        final AtomicLong total = new AtomicLong();

        Counts(int count) {
            perIndex = new AtomicLongArray(count);
        }
    }

    /**
     * Partial key grouping (Nasir et al., ICDE 2015; Apache Storm 2.8.5, PartialKeyGrouping): each key has two partitions,
     * drawn by {@link java.util.Random} seeded with the key's {@link Arrays#hashCode(byte[])}; the one that got less is
     * taken, the first among equals.
     */
    static final class PartialKey implements Balancer {
        private final Balancer keyless;
        private final Sent sent = new Sent();

        PartialKey(Balancer keyless) {
            this.keyless = keyless;
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            byte[] key = message.key();
            if (key == null) {
                return keyless.choose(message, partitions);
            }
            int count = partitions.count();
            long both = choices(key, count);
            int first = (int) (both >>> 32);
            int second = (int) both;
            AtomicLongArray counts = sent.of(count).perIndex;
            int chosen = counts.get(second) < counts.get(first) ? second : first;
            counts.incrementAndGet(chosen);
            return partitions.id(chosen);
        }

        /** The two candidate indexes, the first in the upper half. */
        static long choices(byte[] key, int count) {
            // java.util.Random's generator, without the object: its constants are part of its specification.
            long state = (Arrays.hashCode(key) ^ 0x5DEECE66DL) & (1L << 48) - 1;
            long drawn = drawn(state, count);
            int first = (int) (drawn & 0xffff_ffffL);
            state = advanced(state, count);
            int second = (int) (drawn(state, count) & 0xffff_ffffL);
            if (second == first) {
                second = (second + 1) % count;
            }
            return (long) first << 32 | second;
        }

        private static long step(long state) {
            return (state * 0x5DEECE66DL + 0xBL) & (1L << 48) - 1;
        }

        /** The state after the steps of one {@code Random.nextInt(count)}. */
        private static long advanced(long state, int count) {
            long next = step(state);
            while (rejected((int) (next >>> 17), count)) {
                next = step(next);
            }
            return next;
        }

        private static boolean rejected(int bits, int count) {
            boolean powerOfTwo = (count & -count) == count;
            return !powerOfTwo && bits - bits % count + (count - 1) < 0;
        }

        private static long drawn(long state, int count) {
            int bits = (int) (advanced(state, count) >>> 17);
            return (count & -count) == count ? (long) count * bits >> 31 : bits % count;
        }

        @Override
        public Ordering ordering() {
            return Ordering.KEY_SPLITTING;
        }
    }

    /**
     * Consistent hashing with bounded loads (Mirrokni, Thorup and Zadimoghaddam, arXiv 1608.01350): the key's own
     * partition while that has at most c times the average, else the next one in the key's own order. No partition ever
     * gets more than ceil(c x average).
     */
    static final class BoundedLoad implements Balancer {
        private final double factor;
        private final Balancer keyless;
        private final Sent sent = new Sent();

        BoundedLoad(double factor, Balancer keyless) {
            this.factor = factor;
            this.keyless = keyless;
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            byte[] key = message.key();
            if (key == null) {
                return keyless.choose(message, partitions);
            }
            return partitions.id(index(Mix.hash64(key), partitions.count()));
        }

        private int index(long hash, int count) {
            Counts counts = sent.of(count);
            // A message counts itself first: the place that it takes is then always part of the average.
            long bound = (long) Math.ceil(factor * counts.total.incrementAndGet() / count);
            long walk = Consistent.ShuffleShard.walk(hash, count);
            while (true) {
                for (int i = 0; i < count; i++) {
                    int index = Consistent.ShuffleShard.member(walk, i, count);
                    if (took(counts.perIndex, index, bound)) {
                        return index;
                    }
                }
                // Other threads took every place within this message's bound; by raising the average they made new
                // ones.
                bound = (long) Math.ceil(factor * counts.total.get() / count);
            }
        }

        private static boolean took(AtomicLongArray counts, int index, long bound) {
            while (true) {
                long seen = counts.get(index);
                if (seen >= bound) {
                    return false;
                }
                if (counts.compareAndSet(index, seen, seen + 1)) {
                    return true;
                }
            }
        }

        @Override
        public Ordering ordering() {
            return Ordering.KEY_SPLITTING;
        }
    }

    /**
     * W-choices (Nasir et al., ICDE 2016, arXiv 1510.05714): the most frequent keys may use every partition, all others
     * two. Frequent is a share above {@code 1 / (5 n)}, counted by SpaceSaving (Metwally et al. 2005) with a fixed number
     * of counters.
     *
     * <p>One thread at a time counts. A message that finds another thread counting does not wait and is not counted: its key
     * is frequent if it was so when last counted. Shares stay right, since all keys miss counts alike.
     */
    static final class WChoices implements Balancer {
        /** Below this number of messages of a key, its share means nothing yet. */
        private static final int EVIDENCE = 32;

        private static final int REMEMBERED = 1 << 12;

        private final Balancer keyless;
        private final ReentrantLock counting = new ReentrantLock();
        private final HeavyHitters hitters;
        /** The hash of each frequent key, at its own place; where two share one, the later. */
        private final AtomicLongArray frequent = new AtomicLongArray(REMEMBERED);

        private volatile Loads sent = Loads.of(1);

        WChoices(int counters, Balancer keyless) {
            this.keyless = keyless;
            this.hitters = new HeavyHitters(counters);
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            byte[] key = message.key();
            if (key == null) {
                return keyless.choose(message, partitions);
            }
            int count = partitions.count();
            long hash = Mix.hash64(key);
            Loads loads = sent;
            if (loads.count() != count) {
                loads = Loads.of(count);
                sent = loads;
            }
            if (isFrequent(hash, count)) {
                return partitions.id(loads.addToLeast(1));
            }
            int index = lighter(loads, hash, count);
            loads.add(index, 1);
            return partitions.id(index);
        }

        private boolean isFrequent(long hash, int count) {
            int place = (int) hash & REMEMBERED - 1;
            boolean known = frequent.get(place) == hash;
            if (!counting.tryLock()) {
                return known;
            }
            try {
                long times = hitters.seen(hash);
                boolean now = times >= EVIDENCE && times * 5 * count > hitters.total();
                if (now != known) {
                    frequent.set(place, now ? hash : 0);
                }
                return now;
            } finally {
                counting.unlock();
            }
        }

        private static int lighter(Loads sent, long hash, int count) {
            long walk = Consistent.ShuffleShard.walk(hash, count);
            int first = Consistent.ShuffleShard.member(walk, 0, count);
            int second = Consistent.ShuffleShard.member(walk, Math.min(1, count - 1), count);
            return sent.load(second) < sent.load(first) ? second : first;
        }

        @Override
        public Ordering ordering() {
            return Ordering.KEY_SPLITTING;
        }
    }

    /**
     * The SpaceSaving sketch: a fixed number of counters over an endless stream. Not thread-safe.
     *
     * <p>Hashes are found by linear probing in a table that is at most half full, so that counting allocates nothing.
     */
    static final class HeavyHitters {
        private static final int FREE = -1;

        private final long[] hashes;
        private final LeastTree counts;
        /** For each slot its counter, or {@link #FREE}. */
        private final int[] slots;

        private int used;
        private long total;

        HeavyHitters(int counters) {
            hashes = new long[counters];
            counts = new LeastTree(counters);
            slots = new int[Integer.highestOneBit(counters) << 2];
            Arrays.fill(slots, FREE);
        }

        /** Counts one more; returns the count so far, never less than the true one. */
        long seen(long hash) {
            total++;
            int slot = slotOf(hash);
            int place = slots[slot];
            if (place == FREE) {
                place = used < hashes.length ? used++ : evicted();
                hashes[place] = hash;
                slots[slotOf(hash)] = place;
            }
            counts.add(place, 1);
            return counts.load(place);
        }

        /** The slot of the hash, or the free one where it belongs. */
        private int slotOf(long hash) {
            int slot = home(hash);
            while (slots[slot] != FREE && hashes[slots[slot]] != hash) {
                slot = slot + 1 & slots.length - 1;
            }
            return slot;
        }

        private int home(long hash) {
            return (int) Mix.mix64(hash) & slots.length - 1;
        }

        /** The least counter, taken from the hash that had it. */
        private int evicted() {
            int place = counts.least();
            int hole = slotOf(hashes[place]);
            slots[hole] = FREE;
            // An entry after the hole may have been displaced by the one that left: it moves up, or lookups would miss
            // it.
            for (int slot = hole + 1 & slots.length - 1; slots[slot] != FREE; slot = slot + 1 & slots.length - 1) {
                int moved = slots[slot];
                slots[slot] = FREE;
                slots[slotOf(hashes[moved])] = moved;
            }
            return place;
        }

        long total() {
            return total;
        }
    }
}
