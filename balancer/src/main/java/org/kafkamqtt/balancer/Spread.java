package org.kafkamqtt.balancer;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;

/** Balancers of our own that spread messages whatever their keys are. */
final class Spread {
    private Spread() {}

    /**
     * Sticks to a partition until that got its batch of bytes, then goes on to the next one of a fixed shuffled cycle.
     *
     * <p>After any number of messages the fullest and the emptiest partition differ by less than one batch and one
     * message, which Java's random stickiness does not promise. Lock-free.
     */
    static final class UniformSticky implements Balancer {
        private final long batchBytes;
        private final long seed;
        /** The number of the turn, and in the lower half the bytes it got: one word, so that a choice allocates nothing. */
        private final AtomicLong turn = new AtomicLong();

        private volatile Cycle cycle = new Cycle(0, new int[] {0});

        @SuppressWarnings("ArrayRecordComponent") // private, never compared
        private record Cycle(int count, int[] order) {}

        UniformSticky(long batchBytes, long seed) {
            this.batchBytes = batchBytes;
            this.seed = seed;
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            int size = Math.max(1, message.size());
            while (true) {
                long seen = turn.get();
                long number = seen >>> 32;
                long bytes = (seen & 0xffff_ffffL) + size;
                if (turn.compareAndSet(seen, bytes >= batchBytes ? number + 1 << 32 : number << 32 | bytes)) {
                    return at(number, partitions);
                }
            }
        }

        private int at(long number, Partitions partitions) {
            int count = partitions.availableCount();
            if (count == 0) {
                return partitions.id((int) (number % partitions.count()));
            }
            int[] order = order(count);
            return partitions.availableId(order[(int) (number % count)]);
        }

        private int[] order(int count) {
            Cycle known = cycle;
            if (known.count() != count) {
                known = new Cycle(count, shuffled(count, seed));
                cycle = known;
            }
            return known.order();
        }
    }

    /** The numbers below count in an order that depends on the seed alone (Fisher and Yates). */
    static int[] shuffled(int count, long seed) {
        RandomSource random = RandomSource.seeded(seed);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /**
     * Smooth weighted round robin, as nginx 1.22.1 has it: each partition gains its weight, the highest is taken and
     * loses the sum. Exact proportions in every cycle, evenly interleaved; ties go to the lowest number; weight 0 means
     * drained.
     *
     * <p>The order repeats after as many choices as the sum of the weights, divided by their greatest common divisor. A cycle of
     * moderate length is computed once, after which a choice is O(1) and lock-free; a longer one goes on step by step,
     * O(n) under one lock.
     */
    static final class Weighted implements Balancer {
        private static final long MODERATE = 1 << 16;
        private static final long AFFORDABLE = 1 << 24;

        private final int[] weights;
        private final long[] current;
        private final int[] cycle;
        private final AtomicLong turn = new AtomicLong();

        Weighted(int[] weights) {
            this.weights = weights.clone();
            this.current = new long[weights.length];
            long length = Arrays.stream(weights).asLongStream().sum()
                    / Arrays.stream(weights).reduce(0, Weighted::gcd);
            boolean inAdvance = length <= MODERATE && length * weights.length <= AFFORDABLE;
            this.cycle = new int[inAdvance ? (int) length : 0];
            for (int i = 0; i < cycle.length; i++) {
                cycle[i] = step();
            }
        }

        private static int gcd(int a, int b) {
            return b == 0 ? a : gcd(b, a % b);
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            if (partitions.count() != weights.length) {
                throw new BalancerException("has " + weights.length + " weights for " + partitions.count()
                        + " partitions; give one weight for each, such as weights=5,1,1");
            }
            return partitions.id(next());
        }

        int next() {
            if (cycle.length > 0) {
                return cycle[(int) (turn.getAndIncrement() % cycle.length)];
            }
            synchronized (this) {
                return step();
            }
        }

        private int step() {
            long total = 0;
            int best = -1;
            for (int i = 0; i < weights.length; i++) {
                if (weights[i] > 0) {
                    current[i] += weights[i];
                    total += weights[i];
                    best = best < 0 || current[i] > current[best] ? i : best;
                }
            }
            current[best] -= total;
            return best;
        }
    }

    /** Only partitions whose leader is in one rack, in turn; all of them if no leader is there. */
    static final class Rack implements Balancer {
        private final String rack;
        private final RoundRobins.Ours everywhere = new RoundRobins.Ours(1, 0);
        private final AtomicLong turn = new AtomicLong();

        Rack(String rack) {
            this.rack = rack;
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            int here = countHere(partitions);
            return here == 0
                    ? everywhere.choose(message, partitions)
                    : nth(partitions, (int) (turn.getAndIncrement() % here));
        }

        private int countHere(Partitions partitions) {
            int here = 0;
            for (int i = 0; i < partitions.availableCount(); i++) {
                here += rack.equals(partitions.rack(partitions.availableId(i))) ? 1 : 0;
            }
            return here;
        }

        private int nth(Partitions partitions, int n) {
            int left = n;
            for (int i = 0; i < partitions.availableCount(); i++) {
                int id = partitions.availableId(i);
                if (rack.equals(partitions.rack(id)) && left-- == 0) {
                    return id;
                }
            }
            return partitions.availableId(0);
        }
    }

    /**
     * franz-go's LeastBackup (partitioner.go 185-243): stays until a new batch begins, then takes the partition with the
     * fewest buffered records, the last one found from the end of the list among equals at random in the client, here the
     * lowest number.
     *
     * <p>A balancer does not see batches: here a batch is a number of bytes.
     */
    static final class LeastBackup implements Balancer, Learning {
        private final InFlight inFlight = new InFlight();
        private final long batchBytes;
        /** The index it stays at plus one, and in the lower half the bytes it got. */
        private final AtomicLong stay = new AtomicLong();

        LeastBackup(long batchBytes) {
            this.batchBytes = batchBytes;
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            int size = Math.max(1, message.size());
            while (true) {
                long seen = stay.get();
                long bytes = (seen & 0xffff_ffffL) + size;
                boolean newBatch = bytes > batchBytes;
                int index = index(
                        (int) (seen >>> 32) - 1, newBatch, partitions.count(), i -> inFlight.records(partitions.id(i)));
                if (stay.compareAndSet(seen, index + 1L << 32 | (newBatch ? size : bytes))) {
                    return partitions.id(index);
                }
            }
        }

        /**
         * Where to go on.
         *
         * @param stuck the index chosen before, -1 if there is none
         * @param buffered the records buffered for each index
         */
        static int index(int stuck, boolean newBatch, int count, IntUnaryOperator buffered) {
            if (!newBatch && stuck >= 0 && stuck < count) {
                return stuck;
            }
            int least = 0;
            for (int i = 1; i < count; i++) {
                least = buffered.applyAsInt(i) < buffered.applyAsInt(least) ? i : least;
            }
            return least;
        }

        @Override
        public void sent(int partition, int size) {
            inFlight.sent(partition, size);
        }

        @Override
        public void acknowledged(int partition, int size, long latencyNanos) {
            inFlight.acknowledged(partition, size, latencyNanos);
        }

        @Override
        public void failed(int partition, int size) {
            inFlight.failed(partition, size);
        }
    }
}
