package org.kafkamqtt.balancer.cli.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.balancer.Partitions;

/**
 * How a balancer placed a stream of keys.
 *
 * @param balancer its name
 * @param ordering what it promises
 * @param records records on each partition
 * @param hottest for each of the hottest keys, its partitions and how many of its records each got
 * @param moved share of the records that would go elsewhere with one partition more, for rules that keep keys; NaN
 *     for others
 * @param weights the share of each partition that was asked for, adding up to 1; empty for equal ones
 * @param bound how far above the average a partition may get, if the balancer promises a bound
 */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
public record Load(
        String balancer,
        Ordering ordering,
        long[] records,
        List<SortedMap<Integer, Long>> hottest,
        double moved,
        double[] weights,
        OptionalDouble bound) {

    private static final byte[] VALUE = new byte[100];

    /** What a new balancer makes of the keys. */
    public static Load of(String name, Balancer balancer, Keys keys, int count) {
        return of(name, balancer, keys, count, new double[0]);
    }

    /**
     * The same of a balancer that takes weights.
     *
     * @param asked one for each partition, not all 0; none for equal ones
     */
    public static Load of(String name, Balancer balancer, Keys keys, int count, double... asked) {
        Partitions partitions = Partitions.of(count);
        List<SortedMap<Integer, Long>> hottest = new ArrayList<>();
        keys.hottest().forEach(key -> hottest.add(new TreeMap<>()));
        long[] records = new long[count];
        for (int i = 0; i < keys.size(); i++) {
            int chosen = balancer.choose(Message.of(keys.all().get(i), VALUE), partitions);
            records[chosen]++;
            int rank = keys.rank(i);
            if (rank >= 0) {
                hottest.get(rank).merge(chosen, 1L, Long::sum);
            }
        }
        return new Load(
                name,
                balancer.ordering(),
                records,
                hottest,
                // Weights are for this number of partitions: there are none for one more.
                asked.length > 0 || balancer.ordering() != Ordering.PER_KEY ? Double.NaN : moved(balancer, keys, count),
                shares(asked),
                OptionalDouble.empty());
    }

    private static double[] shares(double... asked) {
        double sum = DoubleStream.of(asked).sum();
        return DoubleStream.of(asked).map(weight -> weight / sum).toArray();
    }

    private static double moved(Balancer balancer, Keys keys, int count) {
        Partitions before = Partitions.of(count);
        Partitions after = Partitions.of(count + 1);
        long moved = 0;
        for (byte[] key : keys.all()) {
            Message message = Message.of(key, VALUE);
            moved += balancer.choose(message, before) == balancer.choose(message, after) ? 0 : 1;
        }
        return (double) moved / keys.size();
    }

    /** The same, of a balancer that promises a bound. */
    public Load within(double factor) {
        return new Load(balancer, ordering, records, hottest, moved, weights, OptionalDouble.of(factor));
    }

    /** The same, measured against equal shares. */
    public Load evenly() {
        return new Load(balancer, ordering, records, hottest, moved, new double[0], bound);
    }

    public boolean isWeighted() {
        return weights.length > 0;
    }

    public int partitions() {
        return records.length;
    }

    public long total() {
        return Arrays.stream(records).sum();
    }

    public double average() {
        return (double) total() / records.length;
    }

    /** The records that a partition should have: the average, or its weight's share. */
    public double wanted(int partition) {
        return isWeighted() ? total() * weights[partition] : average();
    }

    /** A partition's records over those that it should have; infinite if it has some and should have none. */
    public double overWanted(int partition) {
        return records[partition] == 0 ? 0 : records[partition] / wanted(partition);
    }

    /** The fullest partition, by what it should have. */
    public int fullest() {
        return IntStream.range(0, records.length)
                .reduce((a, b) -> overWanted(b) > overWanted(a) ? b : a)
                .orElse(0);
    }

    /** The emptiest partition, by what it should have, leaving out those that should have nothing. */
    public int emptiest() {
        return measured()
                .reduce((a, b) -> overWanted(b) < overWanted(a) ? b : a)
                .orElse(0);
    }

    /** The fullest partition's records over those that it should have: over the average without weights. */
    public double maxOverAverage() {
        return overWanted(fullest());
    }

    /** Standard deviation over average; with weights the same of the partitions' records over those they should have. */
    public double variation() {
        return total() == 0
                ? 0
                : Math.sqrt(measured()
                        .mapToDouble(i -> (overWanted(i) - 1) * (overWanted(i) - 1))
                        .average()
                        .orElse(0));
    }

    /** Pearson's statistic against what the partitions should have, with one degree of freedom less than there are. */
    public double chiSquared() {
        return total() == 0
                ? 0
                : measured()
                        .mapToDouble(i -> (records[i] - wanted(i)) * (records[i] - wanted(i)) / wanted(i))
                        .sum();
    }

    /** How many partitions the most frequent key used. */
    public int hottestUses() {
        return hottest.isEmpty() ? 0 : hottest.get(0).size();
    }

    private IntStream measured() {
        return IntStream.range(0, records.length).filter(i -> wanted(i) > 0);
    }
}
