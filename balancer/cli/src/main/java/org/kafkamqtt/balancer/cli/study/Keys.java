package org.kafkamqtt.balancer.cli.study;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A stream of keys, with the most frequent ones ranked. */
public final class Keys {
    /** How many keys are ranked. */
    static final int RANKED = 10;

    private static final int UNRANKED = -1;

    private final List<byte[]> all;
    private final byte[] ranks;
    private final List<HotKey> hottest;
    private final int different;

    /** A key and the number of its records. */
    @SuppressWarnings("ArrayRecordComponent") // read only, never compared
    public record HotKey(byte[] key, long records) {}

    /** One key while the stream is counted. */
    private static final class Count {
        private final byte[] key;
        private long records;
        private byte rank = UNRANKED;

        Count(byte[] key) {
            this.key = key;
        }
    }

    private Keys(List<byte[]> all, Count[] counts, List<Count> ranked, int different) {
        this.all = all;
        this.different = different;
        this.hottest = ranked.stream().map(c -> new HotKey(c.key, c.records)).toList();
        this.ranks = new byte[counts.length];
        IntStream.range(0, counts.length).forEach(i -> ranks[i] = counts[i].rank);
    }

    public static Keys of(List<byte[]> all) {
        Map<String, Count> counts = new HashMap<>();
        Count[] each = new Count[all.size()];
        for (int i = 0; i < each.length; i++) {
            byte[] key = all.get(i);
            each[i] = counts.computeIfAbsent(new String(key, StandardCharsets.ISO_8859_1), k -> new Count(key));
            each[i].records++;
        }
        List<Count> ranked = counts.values().stream()
                .sorted(Comparator.<Count>comparingLong(count -> -count.records)
                        .thenComparing(count -> count.key, Arrays::compareUnsigned))
                .limit(RANKED)
                .toList();
        IntStream.range(0, ranked.size()).forEach(i -> ranked.get(i).rank = (byte) i);
        return new Keys(all, each, ranked, counts.size());
    }

    public List<byte[]> all() {
        return all;
    }

    public int size() {
        return all.size();
    }

    /** How many different keys there are. */
    public int different() {
        return different;
    }

    /** The most frequent keys, up to ten, the most frequent first; among equals in the order of their bytes. */
    public List<HotKey> hottest() {
        return hottest;
    }

    /** The place of a record's key among the hottest, from 0; -1 if it is not one of them. */
    public int rank(int record) {
        return ranks[record];
    }
}
