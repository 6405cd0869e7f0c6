package org.kafkamqtt.balancer;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The choice of kafka-clients (4.3.1 and 4.4.0, BuiltInPartitioner) for records without a key: one partition until enough
 * bytes went there, then another at random, weighted by what is queued for each partition if that is known.
 *
 * <p>Thread-safe and lock-free. The real client switches at the end of a batch; as a {@link Balancer} this one may
 * switch at any record, since a balancer does not see batches.
 */
final class JavaSticky implements Balancer {
    private final int batchBytes;
    private final RandomSource random;
    private final AtomicReference<@Nullable Stuck> current = new AtomicReference<>();
    private volatile @Nullable Load load;

    /** Where it is stuck and how much went there. */
    private record Stuck(int partition, long bytes) {}

    /** Cumulative weights of the partitions that may be chosen. */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared
    private record Load(int[] cumulative, int[] ids, int length) {}

    JavaSticky(int batchBytes, RandomSource random) {
        this.batchBytes = batchBytes;
        this.random = random;
    }

    @Override
    public int choose(Message message, Partitions partitions) {
        int partition = peek(partitions);
        booked(partition, message.size(), true, partitions);
        return partition;
    }

    /** Where the next record goes. */
    int peek(Partitions partitions) {
        Stuck stuck = current.get();
        while (stuck == null || !partitions.contains(stuck.partition())) {
            current.compareAndSet(stuck, new Stuck(next(partitions), 0));
            stuck = current.get();
        }
        return stuck.partition();
    }

    /**
     * Records bytes sent to a partition, and moves on once it has had enough.
     *
     * @param mayMove whether this is the end of a batch; without one it stays for up to two batches
     */
    void booked(int partition, long bytes, boolean mayMove, Partitions partitions) {
        while (true) {
            Stuck stuck = current.get();
            if (stuck == null || stuck.partition() != partition) {
                return;
            }
            long had = stuck.bytes() + bytes;
            boolean enough = (had >= batchBytes && mayMove) || had >= 2L * batchBytes;
            Stuck then = enough ? new Stuck(next(partitions), 0) : new Stuck(partition, had);
            if (current.compareAndSet(stuck, then)) {
                return;
            }
        }
    }

    /** Takes in what is queued for each partition; an empty list means unknown. */
    void queued(int[] waiting, int[] ids, int length) {
        load = weighed(waiting, ids, length);
    }

    private static @Nullable Load weighed(int[] waiting, int[] ids, int length) {
        if (length < 1 || waiting.length < 2) {
            return null;
        }
        int most = waiting[0];
        boolean equal = true;
        for (int i = 1; i < length; i++) {
            equal &= waiting[i] == waiting[0];
            most = Math.max(most, waiting[i]);
        }
        if (equal && length == waiting.length) {
            return null;
        }
        int[] cumulative = new int[length];
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += most + 1 - waiting[i];
            cumulative[i] = sum;
        }
        return new Load(cumulative, ids, length);
    }

    private int next(Partitions partitions) {
        int number = random.next() & 0x7fffffff;
        Load known = load;
        if (known != null) {
            int weight = number % known.cumulative()[known.length() - 1];
            int found = Arrays.binarySearch(known.cumulative(), 0, known.length(), weight);
            return known.ids()[Math.abs(found + 1)];
        }
        int available = partitions.availableCount();
        return available > 0 ? partitions.availableId(number % available) : partitions.id(number % partitions.count());
    }
}
