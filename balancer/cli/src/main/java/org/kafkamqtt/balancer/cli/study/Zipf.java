package org.kafkamqtt.balancer.cli.study;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A repeatable stream of keys of which the k-th is k^-s times as frequent as the first. */
public final class Zipf {
    private Zipf() {}

    public static List<byte[]> keys(double exponent, int distinct, int records, long seed) {
        double[] cumulative = new double[distinct];
        double sum = 0;
        for (int i = 0; i < distinct; i++) {
            sum += Math.pow(i + 1, -exponent);
            cumulative[i] = sum;
        }
        byte[][] names = new byte[distinct][];
        Arrays.setAll(names, i -> ("key-" + i).getBytes(StandardCharsets.UTF_8));
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> keys = new ArrayList<>(records);
        for (int i = 0; i < records; i++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble() * sum);
            keys.add(names[Math.min(distinct - 1, found < 0 ? -found - 1 : found)]);
        }
        return keys;
    }
}
