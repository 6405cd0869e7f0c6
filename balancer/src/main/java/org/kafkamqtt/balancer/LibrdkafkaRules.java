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
import static org.kafkamqtt.balancer.RuleClass.UNKEYED;
import static org.kafkamqtt.balancer.SharedOptions.BATCH;
import static org.kafkamqtt.balancer.SharedOptions.SEED;
import static org.kafkamqtt.balancer.SharedOptions.sticky;

import java.util.List;

/** The rules of librdkafka, and so of kcat and the clients that are built on it. */
final class LibrdkafkaRules {
    private LibrdkafkaRules() {}

    static List<Definition> all() {
        return List.of(
                rule("random")
                        .as(
                                "librdkafka:random",
                                "kcat:random",
                                "confluent:random",
                                "sarama:RandomPartitioner",
                                "kafka-go:random")
                        .ofClass(UNKEYED)
                        .says("a random partition that has a leader, for each message")
                        .details(
                                "Uniform over the partitions that have a leader.", "Small batches: throughput suffers.")
                        .with(SEED)
                        .made(o -> Keyless.randomAvailable(o.random())),
                hashing("consistent")
                        .as("librdkafka:consistent", "kcat:consistent", "confluent:consistent")
                        .ofClass(B)
                        .keyless("none and empty: partition 0")
                        .says("librdkafka's consistent: unsigned CRC-32, keyless to partition 0")
                        .made(o -> new HashBalancer(CRC32, UNSIGNED, Keyless.fixed(0, UNSIGNED))),
                hashing("consistent_random")
                        .as(
                                "librdkafka:consistent_random",
                                "kcat:consistent_random",
                                "confluent:consistent_random",
                                "librdkafka",
                                "kcat",
                                "librdkafka:default",
                                "kcat:default")
                        .ofClass(B)
                        .keyless("none and empty: sticky random")
                        .says("librdkafka's default: unsigned CRC-32, keyless at random")
                        .with(BATCH, SEED)
                        .made(o -> new HashBalancer(CRC32, UNSIGNED, sticky(o), true, false)),
                hashing("librdkafka:murmur2")
                        .as("kcat:murmur2", "confluent:murmur2")
                        .ofClass(A)
                        .keyless("none: as empty; empty: hashed")
                        .says("librdkafka's murmur2: as Java for keys, keyless all to one partition")
                        .made(o -> new HashBalancer(MURMUR2, MASKED, HashBalancer.asEmpty(MURMUR2, MASKED))),
                hashing("murmur2_random")
                        .as("librdkafka:murmur2_random", "kcat:murmur2_random", "confluent:murmur2_random")
                        .ofClass(A)
                        .keyless("none: sticky random; empty: hashed")
                        .says("librdkafka's murmur2_random: as Java")
                        .with(BATCH, SEED)
                        .made(o -> new HashBalancer(MURMUR2, MASKED, sticky(o))),
                hashing("librdkafka:fnv1a")
                        .as("kcat:fnv1a", "confluent:fnv1a")
                        .ofClass(C)
                        .keyless("none: as empty; empty: hashed")
                        .says("librdkafka's fnv1a: as Sarama's default for keys, keyless all to one partition")
                        .made(o -> new HashBalancer(FNV1A, SIGNED, HashBalancer.asEmpty(FNV1A, SIGNED))),
                hashing("fnv1a_random")
                        .as("librdkafka:fnv1a_random", "kcat:fnv1a_random", "confluent:fnv1a_random")
                        .ofClass(C)
                        .keyless("none: sticky random; empty: hashed")
                        .says("librdkafka's fnv1a_random: as Sarama's default")
                        .with(BATCH, SEED)
                        .made(o -> new HashBalancer(FNV1A, SIGNED, sticky(o))));
    }

    private static Rule hashing(String name) {
        return rule(name)
                .in("librdkafka 2.15.0, rdkafka_msg.c 1050-1150; kcat, confluent-kafka-go, -python,"
                        + " -dotnet, node-rdkafka, rust-rdkafka use it")
                .details("In librdkafka records without a key stay on a partition for a time"
                        + " (sticky.partitioning.linger.ms), here for 'batch' bytes; batch=1 chooses"
                        + " again for each.");
    }
}
