package org.kafkamqtt.balancer;

import static org.kafkamqtt.balancer.Ordering.KEY_SPLITTING;
import static org.kafkamqtt.balancer.Ordering.NONE;
import static org.kafkamqtt.balancer.Ordering.PER_KEY;
import static org.kafkamqtt.balancer.Rule.rule;
import static org.kafkamqtt.balancer.SharedOptions.BATCH;
import static org.kafkamqtt.balancer.SharedOptions.SEED;
import static org.kafkamqtt.balancer.SharedOptions.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The rules that no client has. */
final class OwnRules {
    private static final BalancerOption WEIGHTS =
            new BalancerOption("weights", "", "one number for each partition, such as 5,1,1; 0 means none");
    private static final BalancerOption FILE = new BalancerOption("file", "", "the file");

    private OwnRules() {}

    static List<Definition> all() {
        return Stream.of(spreading(), following(), keyed(), placing())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Definition> spreading() {
        return List.of(
                own("round-robin", NONE)
                        .says("each partition that has a leader in turn, from a random start")
                        .details(
                                "One counter per topic.",
                                "Partitions differ by at most 'chunk' messages.",
                                "Per-key order is lost; small batches unless 'chunk' is large.")
                        .with(
                                new BalancerOption("chunk", "1", "messages in a row for each partition"),
                                new BalancerOption("start", "random", "first partition"),
                                SEED)
                        .made(OwnRules::roundRobin),
                own("least-bytes", NONE)
                        .says("the partition that got the fewest bytes so far")
                        .details(
                                "The rule of kafka-go's LeastBytes without its quirks: a changed list of partitions is"
                                        + " noticed, and messages without bytes count as one byte.",
                                "O(log n).",
                                "Several producers do not see each other.",
                                "Per-key order is lost.")
                        .made(o -> new LeastBytes(false, false)),
                own("least-records", NONE)
                        .says("the partition that got the fewest records so far")
                        .details("As least-bytes, counting records. Per-key order is lost.")
                        .made(o -> new LeastBytes(false, true)),
                own("uniform-sticky", NONE)
                        .as("sticky")
                        .says("a batch of bytes for each partition in turn, in a shuffled cycle")
                        .details(
                                "After any number of messages no partition is more than one batch and one message"
                                        + " ahead of another.",
                                "The best choice for throughput without keys.",
                                "Per-key order is lost.")
                        .with(BATCH, new BalancerOption("seed", "random", "determines the cycle"))
                        .made(OwnRules::uniformSticky),
                own("weighted", NONE)
                        .as("wrr")
                        .says("in proportion to weights, evenly interleaved")
                        .details(
                                "Smooth weighted round robin (nginx 1.22.1): exact proportions in every cycle.",
                                "For uneven brokers, canaries, priority lanes.",
                                "Per-key order is lost.")
                        .with(WEIGHTS)
                        .made(o -> new Spread.Weighted(wholeWeights(o))));
    }

    /** By what the brokers acknowledged so far. */
    private static List<Definition> following() {
        return List.of(
                own("least-in-flight", NONE)
                        .says("the partition with the fewest unacknowledged records")
                        .details(
                                "Avoids slow brokers without probes; needs a producer that reports acknowledgements,"
                                        + " as kafka-producer does.",
                                "O(n).",
                                "Per-key order is lost.")
                        .with(new BalancerOption("signal", "records", "records or bytes"), SEED)
                        .made(o -> new Loaded(signal(o, "records", "bytes"), false, o.random())),
                own("lowest-latency", NONE)
                        .as("peak-ewma")
                        .says("the one of two random partitions with the lower latency times load")
                        .details(
                                "Peak EWMA of the acknowledgement latency x (records in flight + 1), power of two"
                                        + " choices (Finagle; Prequal, NSDI 2024).",
                                "O(1).",
                                "Per-key order is lost.")
                        .with(SEED)
                        .made(o -> new Loaded(Loaded.Signal.LATENCY, true, o.random())),
                own("two-choices", NONE)
                        .as("p2c")
                        .says("the one of two random partitions with less in flight")
                        .details(
                                "Power of two choices (Mitzenmacher 2001) over a load signal.",
                                "O(1), nearly as even as a full scan.",
                                "Per-key order is lost.")
                        .with(new BalancerOption("signal", "records", "records, bytes or latency"), SEED)
                        .made(o -> new Loaded(signal(o, "records", "bytes", "latency"), true, o.random())));
    }

    private static List<Definition> keyed() {
        return List.of(
                keyed("jump", PER_KEY)
                        .says("jump consistent hash: few keys move when the topic grows")
                        .details(
                                "Lamping and Veach, arXiv 1406.2294, of mix64(murmur2 << 32 | crc32).",
                                "Growing from n to n+1 partitions moves 1/(n+1) of the keys, where modulo moves"
                                        + " n/(n+1).",
                                "O(ln n), no memory.")
                        .with(BATCH)
                        .made(o -> new Consistent.Jump(uniformSticky(o))),
                keyed("rendezvous", PER_KEY)
                        .as("hrw")
                        .says("highest random weight: draining a partition moves only its keys")
                        .details("Thaler and Ravishankar 1998, with optional weights (-w / ln u). O(n).")
                        .with(WEIGHTS, BATCH)
                        .made(OwnRules::rendezvous),
                keyed("bounded-load", KEY_SPLITTING)
                        .as("chbl")
                        .says("a key's own partition unless it has more than factor times the average")
                        .details(
                                "Consistent hashing with bounded loads (arXiv 1608.01350): no partition gets more"
                                        + " than ceil(factor x average).",
                                "Hot keys are split and lose their order.")
                        .with(
                                new BalancerOption("factor", "1.25", "limit as a multiple of the average, above 1"),
                                BATCH)
                        .made(o -> new Skewed.BoundedLoad(o.decimal("factor", 1.25, 1), uniformSticky(o))),
                keyed("partial-key", KEY_SPLITTING)
                        .as("pkg", "storm:PartialKeyGrouping")
                        .says("the less used of the two partitions a key has")
                        .details(
                                "Partial key grouping (ICDE 2015; Storm 2.8.5): a key never uses more than two"
                                        + " partitions; nearly even while the hottest key has less than 2/n.",
                                "For aggregations that can be merged.",
                                "Order within a key is lost.")
                        .with(BATCH)
                        .made(o -> new Skewed.PartialKey(uniformSticky(o))),
                keyed("w-choices", KEY_SPLITTING)
                        .says("hot keys anywhere, all others on two partitions")
                        .details(
                                "W-choices (ICDE 2016, arXiv 1510.05714): keys above a share of 1/(5n), found by"
                                        + " SpaceSaving, may use every partition.",
                                "Even for any skew.",
                                "Order within hot keys is lost.")
                        .with(new BalancerOption("counters", "1024", "number of keys the sketch can count"), BATCH)
                        .made(o -> new Skewed.WChoices((int) o.number("counters", 1024, 1, 1 << 20), uniformSticky(o))),
                keyed("shuffle-shard", KEY_SPLITTING)
                        .says("each key has its own few partitions")
                        .details(
                                "k of n partitions for each key (a tenant, say), at random among them: a noisy one"
                                        + " reaches only its own.",
                                "k=1 is a plain hash.",
                                "Order within a key is lost for k above 1.")
                        .with(new BalancerOption("size", "2", "partitions for each key"), BATCH, SEED)
                        .made(o -> new Consistent.ShuffleShard(
                                (int) o.number("size", 2, 1, 1 << 20), uniformSticky(o), o.random())));
    }

    /** By a place that was named. */
    private static List<Definition> placing() {
        return List.of(
                own("rack", NONE)
                        .says("only partitions whose leader is in one rack")
                        .details(
                                "In turn among the partitions led from 'rack', among all if none is (as KIP-1123"
                                        + " saves cross-zone traffic).",
                                "Per-key order is lost.")
                        .with(new BalancerOption("rack", "", "the rack, by its name on the brokers (client.rack)"))
                        .made(o -> new Spread.Rack(o.required("rack"))),
                own("manual", NONE)
                        .as("sarama:ManualPartitioner", "franz-go:ManualPartitioner")
                        .keyless("a header decides")
                        .says("the partition that a header of the record names")
                        .details("The header's text is the partition number; a record without it fails.")
                        .with(new BalancerOption("header", "partition", "name of the header"))
                        .made(o -> new Placed.Manual(o.text("header").orElse("partition"))),
                own("table", PER_KEY)
                        .keyless("as the empty key")
                        .says("the partition that a file names for the key")
                        .details("Lines KEY, tab, PARTITION; the key * means all others.")
                        .with(FILE)
                        .made(o -> Placed.table(Path.of(o.required("file")))),
                own("range", PER_KEY)
                        .keyless("as the empty key")
                        .says("the partition of the range that the key falls into")
                        .details("Lines FIRST-KEY, tab, PARTITION: a key belongs to the last line whose first key is"
                                + " not above it.")
                        .with(FILE)
                        .made(o -> Placed.range(Path.of(o.required("file")))));
    }

    private static Rule own(String name, Ordering ordering) {
        return rule(name).own(ordering);
    }

    private static Rule keyed(String name, Ordering ordering) {
        return own(name, ordering).keyless("none: uniform-sticky; empty: hashed");
    }

    private static Balancer roundRobin(Options options) {
        String start = options.text("start").orElse("random");
        long first = start.equals("random")
                ? options.random().next() & 0x7fffffff
                : options.number("start", 0, 0, Integer.MAX_VALUE);
        return new RoundRobins.Ours((int) options.number("chunk", 1, 1, Integer.MAX_VALUE), first);
    }

    private static Balancer uniformSticky(Options options) {
        long seed = options.seed()
                .orElseGet(() -> RandomSource.of(OptionalLong.empty()).next());
        return new Spread.UniformSticky(batch(options), seed);
    }

    private static Balancer rendezvous(Options options) {
        double[] weights = options.text("weights").isPresent() ? options.weights("weights") : new double[0];
        return new Consistent.Rendezvous(weights, uniformSticky(options));
    }

    private static int[] wholeWeights(Options options) {
        double[] weights = options.weights("weights");
        int[] whole = new int[weights.length];
        for (int i = 0; i < weights.length; i++) {
            whole[i] = (int) weights[i];
            if (whole[i] != weights[i]) {
                throw new BalancerException("weights of balancer weighted must be whole numbers, not " + weights[i]);
            }
        }
        return whole;
    }

    private static Loaded.Signal signal(Options options, String... offered) {
        return switch (options.word("signal", List.of(offered))) {
            case "bytes" -> Loaded.Signal.BYTES;
            case "latency" -> Loaded.Signal.LATENCY;
            default -> Loaded.Signal.RECORDS;
        };
    }
}
