package org.kafkamqtt.balancer;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of a topic at one moment, by index; immutable.
 *
 * <p>In Kafka the index is the partition number. Lists of other numbers exist for kafka-go, whose balancers
 * take any list.
 */
public final class Partitions {
    private final int count;
    private final int @Nullable [] ids;
    private final int @Nullable [] available;
    private final @Nullable IntFunction<@Nullable String> racks;

    private Partitions(
            int count,
            int @Nullable [] ids,
            int @Nullable [] available,
            @Nullable IntFunction<@Nullable String> racks) {
        if (count < 1) {
            throw new IllegalArgumentException("a topic has at least one partition, not " + count);
        }
        this.count = count;
        this.ids = ids;
        this.available = available;
        this.racks = racks;
    }

    /** Partitions 0 to count-1, all with a leader. */
    public static Partitions of(int count) {
        return new Partitions(count, null, null, null);
    }

    /**
     * Partitions 0 to count-1, some of them without a leader at the moment.
     *
     * @param available the numbers of those with a leader, in the order a client would list them; not copied
     */
    public static Partitions of(int count, int... available) {
        return new Partitions(count, null, available, null);
    }

    /** These partitions in this order, as kafka-go hands them to a balancer. */
    public static Partitions listed(int... ids) {
        return new Partitions(ids.length, ids.clone(), null, null);
    }

    /** The same partitions with the rack of each one's leader, null if it is unknown. */
    public Partitions withRacks(IntFunction<@Nullable String> racks) {
        return new Partitions(count, ids, available, racks);
    }

    /** The number of partitions, with or without a leader. */
    public int count() {
        return count;
    }

    /** The number of the partition at this index, 0 to count-1. */
    public int id(int index) {
        return ids == null ? index : ids[index];
    }

    /** The number of partitions that have a leader. */
    public int availableCount() {
        return available == null ? count : available.length;
    }

    /** The number of the n-th partition that has a leader. */
    public int availableId(int n) {
        return available == null ? id(n) : available[n];
    }

    /** Whether this partition has a leader. */
    public boolean isAvailable(int id) {
        if (available == null) {
            return true;
        }
        for (int a : available) {
            if (a == id) {
                return true;
            }
        }
        return false;
    }

    /** The rack of the partition's leader, null if it is unknown. */
    public @Nullable String rack(int id) {
        return racks == null ? null : racks.apply(id);
    }

    /** Whether a partition has this number. */
    public boolean contains(int id) {
        if (ids == null) {
            return id >= 0 && id < count;
        }
        for (int known : ids) {
            if (known == id) {
                return true;
            }
        }
        return false;
    }

    /** Whether both list the same numbers in the same order, whatever their leaders. */
    boolean sameIds(Partitions other) {
        return count == other.count && Arrays.equals(ids, other.ids);
    }

    @Override
    public String toString() {
        return ids == null ? "0.." + (count - 1) : Arrays.toString(ids);
    }
}
