package org.kafkamqtt.balancer.cli.study;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kafkamqtt.balancer.Balancers;

/** Studies as simulate makes them, of few keys. */
public final class Studies {
    private Studies() {}

    public static Study of(Keys keys, List<Load> loads) {
        return new Study(
                "balancer simulate --balancer a,b --partitions 8 --html page.html",
                "generated: Zipf with s = 1.1 over 1,000 keys",
                "1",
                keys,
                loads,
                "balancer 1.2.3 (commit abc1234), Java 17",
                Instant.parse("2026-03-04T05:06:07Z"));
    }

    /** A few partitions under a skewed load, a bound and a long name among the balancers. */
    public static Study plain() {
        return zipf(8, "murmur2", "bounded-load", "w-choices", "sarama:ConsistentCRCHashPartitioner");
    }

    /** So many partitions that they have no bars. */
    public static Study large() {
        return zipf(300, "murmur2", "bounded-load", "jump", "round-robin");
    }

    /** Weights, which one balancer follows exactly, another nearly and the third not at all. */
    public static Study weighted() {
        Keys keys = Keys.of(Zipf.keys(1.1, 1000, 20_000, 1));
        return of(keys, List.of(load("murmur2", keys, 3), weighted("weighted", keys), weighted("rendezvous", keys)));
    }

    /** Keys that are not plain text, and a name that looks like markup. */
    public static Study odd() {
        List<byte[]> keys = IntStream.range(0, 40)
                .mapToObj(i -> Arrays.asList("<b>&\"'", "Zürich/東京", "مفتاح", "a\tb", "", "k".repeat(200), "k" + i)
                        .get(Math.min(i, 6))
                        .getBytes(UTF_8))
                .toList();
        Keys all = Keys.of(IntStream.range(0, 400)
                .mapToObj(i -> i == 0 ? new byte[] {(byte) 0xff, 1} : keys.get(i % 40 * (i % 7) % 40))
                .toList());
        Load load = Load.of("./<Odd & Sons>/" + "VeryLong".repeat(12) + ".java", (m, p) -> p.id(0), all, 4);
        return of(all, List.of(load));
    }

    private static Study zipf(int partitions, String... names) {
        Keys keys = Keys.of(Zipf.keys(1.1, 1000, 20_000, 1));
        return of(
                keys,
                Arrays.stream(names)
                        .map(name -> load(name, keys, partitions))
                        .map(load -> load.balancer().equals("bounded-load") ? load.within(1.25) : load)
                        .toList());
    }

    private static Load load(String name, Keys keys, int partitions) {
        return Load.of(name, Balancers.standard().create(name, Map.of()), keys, partitions);
    }

    private static Load weighted(String name, Keys keys) {
        return Load.of(name, Balancers.standard().create(name, Map.of("weights", "5,1,1")), keys, 3, 5, 1, 1);
    }
}
