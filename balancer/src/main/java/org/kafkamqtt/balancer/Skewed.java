package org.kafkamqtt.balancer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Balancers of our own for keys of which a few are very frequent: they split those, and so give up their order.
 *
 * <p>They count what they themselves sent. Thread-safe by one short lock each.
 */
final class Skewed {
    private Skewed() {}

    /** How many messages each index got, starting anew when the number of partitions changes. */
    private static final class Sent {
        private long[] counts = {};
        private long total;

        long[] of(int count) {
            if (counts.length != count) {
                counts = new long[count];
                total = 0;
            }
            return counts;
        }

        int took(int index) {
            counts[index]++;
            total++;
            return index;
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
            synchronized (this) {
                long[] counts = sent.of(count);
                return partitions.id(sent.took(counts[second] < counts[first] ? second : first));
            }
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

        /** The state after as many steps as {@code Random.nextInt(count)} takes. */
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
     * partition as long as it has at most c times the average, else the next one of the key's own order. No partition ever
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
            int count = partitions.count();
            long hash = Mix.hash64(key);
            synchronized (this) {
                long[] counts = sent.of(count);
                long bound = (long) Math.ceil(factor * (sent.total + 1) / count);
                for (int i = 0; i < count; i++) {
                    int index = Consistent.ShuffleShard.member(hash, i, count);
                    if (counts[index] + 1 <= bound) {
                        return partitions.id(sent.took(index));
                    }
                }
                throw new IllegalStateException("no partition below the bound, which an average cannot have");
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
     */
    static final class WChoices implements Balancer {
        /** Below so many messages of a key, a share says nothing yet. */
        private static final int EVIDENCE = 32;

        private final Balancer keyless;
        private final HeavyHitters hitters;
        private LeastTree sent = new LeastTree(1);

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
            synchronized (this) {
                if (sent.count() != count) {
                    sent = new LeastTree(count);
                }
                long times = hitters.seen(hash);
                boolean heavy = times >= EVIDENCE && times * 5 * count > hitters.total();
                int index = heavy ? sent.least() : lighter(hash, count);
                sent.add(index, 1);
                return partitions.id(index);
            }
        }

        private int lighter(long hash, int count) {
            int first = Consistent.ShuffleShard.member(hash, 0, count);
            int second = Consistent.ShuffleShard.member(hash, Math.min(1, count - 1), count);
            return sent.load(second) < sent.load(first) ? second : first;
        }

        @Override
        public Ordering ordering() {
            return Ordering.KEY_SPLITTING;
        }
    }

    /** The SpaceSaving sketch: a fixed number of counters over an endless stream. Not thread-safe. */
    static final class HeavyHitters {
        private final long[] hashes;
        private final Map<Long, Integer> places = new HashMap<>();
        private final LeastTree counts;
        private int used;
        private long total;

        HeavyHitters(int counters) {
            hashes = new long[counters];
            counts = new LeastTree(counters);
        }

        /** Counts one more; answers the count so far, never less than the true one. */
        long seen(long hash) {
            total++;
            Integer known = places.get(hash);
            int place;
            if (known != null) {
                place = known;
            } else if (used < hashes.length) {
                place = used++;
                places.put(hash, place);
                hashes[place] = hash;
            } else {
                place = counts.least();
                places.remove(hashes[place]);
                places.put(hash, place);
                hashes[place] = hash;
            }
            counts.add(place, 1);
            return counts.load(place);
        }

        long total() {
            return total;
        }
    }
}
