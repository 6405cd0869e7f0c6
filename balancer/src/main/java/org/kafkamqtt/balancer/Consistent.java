package org.kafkamqtt.balancer;

/** Balancers of our own that keep a key on its partition, and move few keys when the partitions change. */
final class Consistent {
    private Consistent() {}

    /**
     * Jump consistent hash (Lamping and Veach, arXiv 1406.2294) of the 64-bit key hash: growing from n to n+1 partitions
     * moves 1/(n+1) of the keys, all of them to the new one. O(ln n), no memory.
     */
    static int jump(long key, int buckets) {
        long state = key;
        long bucket = -1;
        long next = 0;
        while (next < buckets) {
            bucket = next;
            state = state * 2862933555777941757L + 1;
            next = (long) ((bucket + 1) * ((double) (1L << 31) / (double) ((state >>> 33) + 1)));
        }
        return (int) bucket;
    }

    /** See {@link #jump(long, int)}. */
    record Jump(Balancer keyless) implements Balancer {
        @Override
        public int choose(Message message, Partitions partitions) {
            byte[] key = message.key();
            return key == null
                    ? keyless.choose(message, partitions)
                    : partitions.id(jump(Mix.hash64(key), partitions.count()));
        }

        @Override
        public Ordering ordering() {
            return Ordering.PER_KEY;
        }
    }

    /**
     * Highest random weight (Thaler and Ravishankar 1998): the partition with the highest hash of key and number; with
     * weights the highest {@code -w / ln(u)}. Removing any one partition moves only its own keys. O(n).
     */
    static final class Rendezvous implements Balancer {
        private final double[] weights;
        private final Balancer keyless;

        /** @param weights one for each partition, or none for equal ones; 0 means drained */
        Rendezvous(double[] weights, Balancer keyless) {
            this.weights = weights.clone();
            this.keyless = keyless;
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            byte[] key = message.key();
            if (key == null) {
                return keyless.choose(message, partitions);
            }
            if (weights.length != 0 && weights.length != partitions.count()) {
                throw new BalancerException("has " + weights.length + " weights for " + partitions.count()
                        + " partitions; give one weight for each");
            }
            return partitions.id(
                    weights.length == 0 ? best(Mix.hash64(key), partitions) : bestWeighted(key, partitions));
        }

        private static int best(long key, Partitions partitions) {
            int best = 0;
            long highest = 0;
            for (int i = 0; i < partitions.count(); i++) {
                long score = score(key, partitions.id(i));
                if (i == 0 || Long.compareUnsigned(score, highest) > 0) {
                    best = i;
                    highest = score;
                }
            }
            return best;
        }

        private int bestWeighted(byte[] key, Partitions partitions) {
            long hash = Mix.hash64(key);
            int best = -1;
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < weights.length; i++) {
                // 53 bits into the open interval (0, 1).
                double uniform = ((score(hash, partitions.id(i)) >>> 11) + 0.5) * 0x1.0p-53;
                double score = weights[i] <= 0 ? Double.NEGATIVE_INFINITY : -weights[i] / Math.log(uniform);
                if (score > highest) {
                    best = i;
                    highest = score;
                }
            }
            return Math.max(0, best);
        }

        private static long score(long key, int partition) {
            return Mix.mix64(key ^ Mix.mix64(partition + 0x9e3779b97f4a7c15L));
        }

        @Override
        public Ordering ordering() {
            return Ordering.PER_KEY;
        }
    }

    /**
     * A key's own set of k partitions out of n (shuffle sharding): one noisy tenant reaches only k of them. Inside the set
     * each message takes one at random.
     */
    static final class ShuffleShard implements Balancer {
        private final int size;
        private final Balancer keyless;
        private final RandomSource random;

        ShuffleShard(int size, Balancer keyless, RandomSource random) {
            this.size = size;
            this.random = random;
            this.keyless = keyless;
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            byte[] key = message.key();
            if (key == null) {
                return keyless.choose(message, partitions);
            }
            int count = partitions.count();
            int nth = random.below(Math.min(size, count));
            return partitions.id(member(walk(Mix.hash64(key), count), nth, count));
        }

        /**
         * A key's walk through all partitions: where it starts, in the upper half, and a stride that shares no factor with
         * their number, so that no partition comes twice.
         */
        static long walk(long hash, int count) {
            int start = (int) Long.remainderUnsigned(hash, count);
            int stride = count == 1 ? 0 : 1 + (int) Long.remainderUnsigned(Mix.mix64(hash), count - 1);
            while (count > 1 && gcd(stride, count) != 1) {
                stride = stride == count - 1 ? 1 : stride + 1;
            }
            return (long) start << 32 | stride;
        }

        /** The n-th index of a walk, n from 0 to count-1. */
        static int member(long walk, int nth, int count) {
            return (int) (((walk >>> 32) + (walk & 0xffff_ffffL) * nth) % count);
        }

        private static int gcd(int a, int b) {
            return b == 0 ? a : gcd(b, a % b);
        }

        @Override
        public Ordering ordering() {
            return size == 1 ? Ordering.PER_KEY : Ordering.KEY_SPLITTING;
        }
    }
}
