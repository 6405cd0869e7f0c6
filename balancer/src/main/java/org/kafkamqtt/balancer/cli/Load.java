package org.kafkamqtt.balancer.cli;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.balancer.Partitions;

/**
 * What a balancer made of a stream of keys.
 *
 * @param balancer its name
 * @param ordering what it promises
 * @param records records for each partition
 * @param hottestUses how many partitions the most frequent key used
 * @param moved share of the keyed records that would go elsewhere with one partition more, for rules that keep keys; NaN
 *     for others
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
record Load(String balancer, Ordering ordering, long[] records, int hottestUses, double moved) {

    static Load of(String name, Supplier<Balancer> maker, List<byte[]> keys, int count) {
        Balancer balancer = maker.get();
        Partitions partitions = Partitions.of(count);
        byte[] hottest = hottest(keys);
        BitSet used = new BitSet(count);
        long[] records = new long[count];
        for (byte[] key : keys) {
            int chosen = balancer.choose(Message.of(key, NO_BYTES), partitions);
            records[chosen]++;
            if (Arrays.equals(key, hottest)) {
                used.set(chosen);
            }
        }
        return new Load(name, balancer.ordering(), records, used.cardinality(), moved(balancer, keys, count));
    }

    private static final byte[] NO_BYTES = new byte[100];

    private static byte[] hottest(List<byte[]> keys) {
        Map<String, Integer> counts = new HashMap<>();
        int most = 0;
        byte[] hottest = NO_BYTES;
        for (byte[] key : keys) {
            int times = counts.merge(new String(key, java.nio.charset.StandardCharsets.ISO_8859_1), 1, Integer::sum);
            if (times > most) {
                most = times;
                hottest = key;
            }
        }
        return hottest;
    }

    private static double moved(Balancer balancer, List<byte[]> keys, int count) {
        if (balancer.ordering() != Ordering.PER_KEY || keys.isEmpty()) {
            return Double.NaN;
        }
        Partitions before = Partitions.of(count);
        Partitions after = Partitions.of(count + 1);
        long moved = 0;
        for (byte[] key : keys) {
            Message message = Message.of(key, NO_BYTES);
            moved += balancer.choose(message, before) == balancer.choose(message, after) ? 0 : 1;
        }
        return (double) moved / keys.size();
    }

    long total() {
        return Arrays.stream(records).sum();
    }

    double average() {
        return (double) total() / records.length;
    }

    double maxOverAverage() {
        return total() == 0 ? 0 : Arrays.stream(records).max().orElse(0) / average();
    }

    /** Standard deviation over average. */
    double variation() {
        double average = average();
        double squares = Arrays.stream(records)
                .mapToDouble(r -> (r - average) * (r - average))
                .sum();
        return average == 0 ? 0 : Math.sqrt(squares / records.length) / average;
    }

    /** Pearson's statistic against an even spread, with one degree of freedom less than there are partitions. */
    double chiSquared() {
        double average = average();
        return average == 0
                ? 0
                : Arrays.stream(records)
                        .mapToDouble(r -> (r - average) * (r - average) / average)
                        .sum();
    }
}
