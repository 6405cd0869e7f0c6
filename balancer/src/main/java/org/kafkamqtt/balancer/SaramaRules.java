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
import static org.kafkamqtt.balancer.RuleClass.E;
import static org.kafkamqtt.balancer.RuleClass.F;
import static org.kafkamqtt.balancer.RuleClass.G;
import static org.kafkamqtt.balancer.RuleClass.UNKEYED;
import static org.kafkamqtt.balancer.SharedOptions.SEED;

import java.util.List;
import java.util.function.Function;

/** The rules of IBM/sarama. */
final class SaramaRules {
    private static final String SOURCE = "IBM/sarama v1.60.1-8, partitioner.go";

    private SaramaRules() {}

    static List<Definition> all() {
        return List.of(
                hashing("sarama:HashPartitioner")
                        .as("sarama:hash", "sarama", "sarama:default")
                        .ofClass(C)
                        .says("Sarama's default: signed FNV-1a")
                        .made(by(FNV1A, SIGNED)),
                hashing("sarama:ReferenceHashPartitioner")
                        .as("sarama:reference-hash")
                        .ofClass(D)
                        .says("Sarama's reference: masked FNV-1a")
                        .made(by(FNV1A, MASKED)),
                hashing("sarama:ConsistentCRCHashPartitioner")
                        .as("sarama:consistent-crc")
                        .ofClass(B)
                        .says("Sarama's consistent CRC since 2023: unsigned CRC-32; an empty key is hashed, not random")
                        .made(by(CRC32, UNSIGNED)),
                hashing("sarama:CustomHashPartitioner-crc32")
                        .as("sarama:signed-crc", "sarama:old-crc")
                        .ofClass(E)
                        .says("Sarama with the old, signed CRC-32")
                        .made(by(CRC32, SIGNED)),
                hashing("sarama:WithAbsFirst-crc32")
                        .as("sarama:abs-first")
                        .ofClass(F)
                        .says("Sarama WithAbsFirst and CRC-32: masked CRC-32")
                        .made(by(CRC32, MASKED)),
                hashing("sarama:WithHashUnsigned")
                        .as("sarama:unsigned")
                        .ofClass(G)
                        .says("Sarama WithHashUnsigned: unsigned FNV-1a")
                        .made(by(FNV1A, UNSIGNED)),
                hashing("sarama:Murmur2Partitioner")
                        .as("sarama:murmur2")
                        .ofClass(A)
                        .says("Sarama's murmur2 since 1.50: as Java")
                        .made(by(MURMUR2, MASKED)),
                rule("sarama:RoundRobinPartitioner")
                        .as("sarama:round-robin", "franz-go:RoundRobinPartitioner", "franz-go:round-robin")
                        .ofClass(UNKEYED)
                        .says("Sarama's and franz-go's round robin, restarting at 0 when there are fewer partitions")
                        .computes("The next of those that have a leader, the first when there are no more")
                        .in(SOURCE)
                        .made(o -> new RoundRobins.Restarting()));
    }

    private static Rule hashing(String name) {
        return rule(name)
                .keyless("none: random among those with a leader; empty: hashed")
                .in(SOURCE)
                .with(SEED);
    }

    private static Function<Options, Balancer> by(Hash hash, Reduction reduction) {
        return o -> new HashBalancer(hash, reduction, Keyless.randomAvailable(o.random()));
    }
}
