package org.kafkamqtt.balancer;

import static org.kafkamqtt.balancer.Hash.CRC32;
import static org.kafkamqtt.balancer.Hash.FNV1A;
import static org.kafkamqtt.balancer.Hash.MURMUR2;
import static org.kafkamqtt.balancer.Reduction.MASKED;
import static org.kafkamqtt.balancer.Reduction.SIGNED;
import static org.kafkamqtt.balancer.Reduction.UNSIGNED;
import static org.kafkamqtt.balancer.Rule.rule;
import static org.kafkamqtt.balancer.RuleClass.A;
import static org.kafkamqtt.balancer.RuleClass.B;
import static org.kafkamqtt.balancer.RuleClass.C;
import static org.kafkamqtt.balancer.RuleClass.D;
import static org.kafkamqtt.balancer.RuleClass.G;
import static org.kafkamqtt.balancer.RuleClass.UNKEYED;
import static org.kafkamqtt.balancer.SharedOptions.BATCH;
import static org.kafkamqtt.balancer.SharedOptions.SEED;
import static org.kafkamqtt.balancer.SharedOptions.batch;
import static org.kafkamqtt.balancer.SharedOptions.sticky;

import java.util.List;
import java.util.function.Function;

/** The rules of twmb/franz-go. */
final class FranzGoRules {
    private static final String SOURCE = "twmb/franz-go v1.21.5-73, pkg/kgo/partitioner.go";

    private FranzGoRules() {}

    static List<Definition> all() {
        return List.of(
                hashing("franz-go:StickyKeyPartitioner")
                        .as(
                                "franz-go:sticky-key",
                                "franz-go:default",
                                "franz-go",
                                "franz-go:UniformBytesPartitioner",
                                "franz-go:uniform-bytes")
                        .ofClass(A)
                        .says("franz-go's default: murmur2, sticky without a key")
                        .made(by(MURMUR2, MASKED)),
                hashing("franz-go:KafkaHasher")
                        .as("franz-go:kafka-hasher")
                        .ofClass(D)
                        .says("franz-go's KafkaHasher over FNV-1a")
                        .made(by(FNV1A, MASKED)),
                hashing("franz-go:SaramaHasher")
                        .as("franz-go:sarama-hasher")
                        .ofClass(G)
                        .says("franz-go's SaramaHasher over FNV-1a on 64-bit platforms: for historical reasons not"
                                + " Sarama's rule")
                        .made(by(FNV1A, UNSIGNED)),
                hashing("franz-go:SaramaHasher-crc32")
                        .ofClass(B)
                        .says("franz-go's SaramaHasher over CRC-32: librdkafka's rule")
                        .made(by(CRC32, UNSIGNED)),
                hashing("franz-go:SaramaCompatHasher")
                        .as("franz-go:sarama-compat-hasher")
                        .ofClass(C)
                        .says("franz-go's SaramaCompatHasher over FNV-1a: Sarama's default")
                        .made(by(FNV1A, SIGNED)),
                rule("franz-go:LeastBackup")
                        .as("franz-go:LeastBackupPartitioner", "franz-go:least-backup")
                        .ofClass(UNKEYED)
                        .says("franz-go's LeastBackup: the partition with the fewest buffered records, for one batch")
                        .computes("Stays for a batch, then takes the partition with the fewest records in flight")
                        .in(SOURCE)
                        .with(BATCH)
                        .made(o -> new Spread.LeastBackup(batch(o))));
    }

    private static Rule hashing(String name) {
        return rule(name).keyless("none: sticky; empty: hashed").in(SOURCE).with(BATCH, SEED);
    }

    private static Function<Options, Balancer> by(Hash hash, Reduction reduction) {
        return o -> new HashBalancer(hash, reduction, sticky(o));
    }
}
