package org.kafkamqtt.balancer;

/** Balancers of our own that react to records in flight: fewest in flight, lowest latency, the better of two. */
final class Loaded implements Balancer, Learning {
    /** What makes one partition worse than another. */
    enum Signal {
        /** Records not yet acknowledged. */
        RECORDS,
        /** Bytes not yet acknowledged. */
        BYTES,
        /** Peak EWMA of the latency, times records in flight plus one (after Finagle's peak EWMA and Prequal, NSDI 2024). */
        LATENCY
    }

    private final InFlight inFlight = new InFlight();
    private final Signal signal;
    private final boolean twoChoices;
    private final RandomSource random;

    /**
     * @param twoChoices whether only two partitions drawn at random are compared (Mitzenmacher 2001), or all
     */
    Loaded(Signal signal, boolean twoChoices, RandomSource random) {
        this.signal = signal;
        this.twoChoices = twoChoices;
        this.random = random;
    }

    @Override
    public int choose(Message message, Partitions partitions) {
        int count = partitions.availableCount();
        if (count == 0) {
            return partitions.id(random.below(partitions.count()));
        }
        return twoChoices ? ofTwo(partitions, count) : ofAll(partitions, count);
    }

    private int ofTwo(Partitions partitions, int count) {
        int first = random.below(count);
        // The second is never the first, so that two choices are two.
        int second = count == 1 ? first : (first + 1 + random.below(count - 1)) % count;
        int a = partitions.availableId(first);
        int b = partitions.availableId(second);
        return load(b) < load(a) ? b : a;
    }

    /** A scan from a random start, so that equals do not all fall to the lowest number. */
    private int ofAll(Partitions partitions, int count) {
        int start = random.below(count);
        int best = partitions.availableId(start);
        double least = load(best);
        for (int i = 1; i < count && least > 0; i++) {
            int id = partitions.availableId((start + i) % count);
            double load = load(id);
            if (load < least) {
                best = id;
                least = load;
            }
        }
        return best;
    }

    private double load(int partition) {
        return switch (signal) {
            case RECORDS -> inFlight.records(partition);
            case BYTES -> inFlight.bytes(partition);
            case LATENCY -> inFlight.latency(partition) * (inFlight.records(partition) + 1);
        };
    }

    @Override
    public void sent(int partition, int bytes) {
        inFlight.sent(partition, bytes);
    }

    @Override
    public void acknowledged(int partition, int bytes, long latencyNanos) {
        inFlight.acknowledged(partition, bytes, latencyNanos);
    }

    @Override
    public void failed(int partition, int bytes) {
        inFlight.failed(partition, bytes);
    }
}
