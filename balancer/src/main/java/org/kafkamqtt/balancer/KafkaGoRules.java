package org.kafkamqtt.balancer;

import static org.kafkamqtt.balancer.Hash.CRC32;
import static org.kafkamqtt.balancer.Hash.FNV1A;
import static org.kafkamqtt.balancer.Hash.MURMUR2;
import static org.kafkamqtt.balancer.Hash.XXHASH32;
import static org.kafkamqtt.balancer.Reduction.MASKED;
import static org.kafkamqtt.balancer.Reduction.SIGNED;
import static org.kafkamqtt.balancer.Reduction.UNSIGNED;
import static org.kafkamqtt.balancer.RuleClass.A;
import static org.kafkamqtt.balancer.RuleClass.B;
import static org.kafkamqtt.balancer.RuleClass.C;
import static org.kafkamqtt.balancer.RuleClass.D;
import static org.kafkamqtt.balancer.RuleClass.UNKEYED;
import static org.kafkamqtt.balancer.SharedOptions.SEED;

import java.util.List;

/** The rules of segmentio/kafka-go. */
final class KafkaGoRules {
    private static final BalancerOption CONSISTENT = new BalancerOption(
            "consistent", "false", "hash a missing key as an empty one instead of choosing at random");
    private static final BalancerOption HASHER =
            new BalancerOption("hasher", "fnv1a", "fnv1a, crc32, murmur2 or xxhash32");

    private KafkaGoRules() {}

    static List<Definition> all() {
        return List.of(
                rule("kafka-go:RoundRobin")
                        .as("kafka-go:round-robin")
                        .ofClass(UNKEYED)
                        .says("kafka-go's RoundRobin, in chunks")
                        .computes("counter / chunk % n from 0; the counter has 32 bits, wraps, and is shared by all"
                                + " topics unless topic-aware")
                        .details("A new process always begins at partition 0; round-robin does not.")
                        .with(
                                new BalancerOption(
                                        "chunk", "1", "messages in a row for each partition; below 1 counts as 1"),
                                new BalancerOption("topic-aware", "false", "a counter for each topic"),
                                new BalancerOption("start", "0", "first value of the counter"))
                        .made(KafkaGoRules::roundRobin),
                rule("kafka-go:LeastBytes")
                        .as("kafka-go:least-bytes")
                        .ofClass(UNKEYED)
                        .says("kafka-go's LeastBytes: the partition with the fewest bytes so far")
                        .computes("First minimum of the bytes of key and value so far, in order of the numbers;"
                                + " counters restart only when the number of partitions changes; messages"
                                + " without bytes all go to the first")
                        .made(o -> new LeastBytes(true, false)),
                rule("hash")
                        .as("kafka-go:Hash", "kafka-go:hash", "fnv1a", "kafka-go:fnv1a")
                        .ofClass(C)
                        .keyless("none: its own round robin; empty: hashed")
                        .says("kafka-go's Hash: signed FNV-1a, as Sarama's default")
                        .computes("|signed hash % n| over all partitions; 'hasher' chooses another hash")
                        .with(HASHER)
                        .made(o ->
                                new HashBalancer(hasher(o), SIGNED, new RoundRobins.KafkaGo(1, false, 0), false, true)),
                rule("reference-hash")
                        .as("kafka-go:ReferenceHash", "kafka-go:reference-hash")
                        .ofClass(D)
                        .keyless("none: random; empty: hashed")
                        .says("kafka-go's ReferenceHash: masked FNV-1a, as Sarama's reference")
                        .computes("(hash & 0x7fffffff) % n over all partitions; 'hasher' chooses another hash")
                        .with(HASHER, SEED)
                        .made(o -> new HashBalancer(hasher(o), MASKED, Keyless.random(o.random()), false, true)),
                rule("crc32")
                        .as("kafka-go:CRC32Balancer", "kafka-go:crc32")
                        .ofClass(B)
                        .keyless("none and empty: random; consistent: partition 0")
                        .says("kafka-go's CRC32Balancer: unsigned CRC-32, as librdkafka's default")
                        .computes(B.formula() + " over all partitions")
                        .with(CONSISTENT, SEED)
                        .made(KafkaGoRules::crc32),
                rule("murmur2")
                        .as("kafka-go:Murmur2Balancer", "kafka-go:murmur2")
                        .ofClass(A)
                        .keyless("none: random; consistent: as empty; empty: hashed")
                        .says("kafka-go's Murmur2Balancer: masked murmur2, as Java")
                        .computes(A.formula() + " over all partitions")
                        .with(CONSISTENT, SEED)
                        .made(KafkaGoRules::murmur2));
    }

    private static Rule rule(String name) {
        return Rule.rule(name).in("segmentio/kafka-go 0.4.50, balancer.go");
    }

    private static Balancer roundRobin(Options options) {
        return new RoundRobins.KafkaGo(
                (int) options.number("chunk", 1, Integer.MIN_VALUE, Integer.MAX_VALUE),
                options.flag("topic-aware", false),
                (int) options.number("start", 0, 0, 0xffffffffL));
    }

    private static Balancer crc32(Options options) {
        return options.flag("consistent", false)
                ? new HashBalancer(CRC32, UNSIGNED, Keyless.fixed(0, UNSIGNED))
                : new HashBalancer(CRC32, UNSIGNED, Keyless.random(options.random()), true, false);
    }

    private static Balancer murmur2(Options options) {
        return new HashBalancer(
                MURMUR2,
                MASKED,
                options.flag("consistent", false)
                        ? HashBalancer.asEmpty(MURMUR2, MASKED)
                        : Keyless.random(options.random()));
    }

    private static Hash hasher(Options options) {
        return switch (options.word("hasher", List.of("fnv1a", "crc32", "murmur2", "xxhash32"))) {
            case "crc32" -> CRC32;
            case "murmur2" -> MURMUR2;
            case "xxhash32" -> XXHASH32;
            default -> FNV1A;
        };
    }
}
