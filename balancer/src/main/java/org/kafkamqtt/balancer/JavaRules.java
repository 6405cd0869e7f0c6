package org.kafkamqtt.balancer;

import static org.kafkamqtt.balancer.Hash.MURMUR2;
import static org.kafkamqtt.balancer.Reduction.MASKED;
import static org.kafkamqtt.balancer.Rule.rule;
import static org.kafkamqtt.balancer.RuleClass.A;
import static org.kafkamqtt.balancer.RuleClass.UNKEYED;
import static org.kafkamqtt.balancer.SharedOptions.BATCH;
import static org.kafkamqtt.balancer.SharedOptions.SEED;
import static org.kafkamqtt.balancer.SharedOptions.sticky;

import java.util.List;

/** The rules of Kafka's own client. */
final class JavaRules {
    private JavaRules() {}

    static List<Definition> all() {
        return List.of(
                rule("default")
                        .as(
                                "java:default",
                                "java:BuiltInPartitioner",
                                "java-default",
                                "kafka-streams:DefaultStreamPartitioner",
                                "org.apache.kafka.clients.producer.internals.DefaultPartitioner")
                        .ofClass(A)
                        .keyless("none: sticky; empty: hashed")
                        .says("Kafka's own: murmur2 of the key, sticky without a key")
                        .computes(A.formula() + " over all partitions")
                        .in("kafka-clients 4.3.1, BuiltInPartitioner.java 329")
                        .details(
                                "Without a key: one partition until 'batch' bytes went there, then a random one that"
                                        + " has a leader.",
                                "O(length of the key).")
                        .with(BATCH, SEED)
                        .made(o -> new HashBalancer(MURMUR2, MASKED, sticky(o))),
                rule("java:RoundRobinPartitioner")
                        .as(
                                "RoundRobinPartitioner",
                                "java:round-robin",
                                "org.apache.kafka.clients.producer.RoundRobinPartitioner")
                        .ofClass(UNKEYED)
                        .says("Kafka's round robin: in turn over the partitions that have a leader")
                        .computes("A counter per topic from 0 over the available partitions")
                        .in("kafka-clients 4.4.0, RoundRobinPartitioner")
                        .details("Per-key order is lost.")
                        .made(o -> new RoundRobins.Java()),
                rule("java:UniformStickyPartitioner")
                        .as(
                                "UniformStickyPartitioner",
                                "java:sticky",
                                "org.apache.kafka.clients.producer.UniformStickyPartitioner")
                        .ofClass(UNKEYED)
                        .says("Kafka's sticky choice for every record, keys ignored (partitioner.ignore.keys=true)")
                        .computes("One partition until 'batch' bytes went there, then a random one")
                        .in("kafka-clients 4.3.1, BuiltInPartitioner.java 190-228")
                        .details("Fast, large batches; the imbalance has no bound, unlike that of uniform-sticky.")
                        .with(BATCH, SEED)
                        .made(SharedOptions::sticky));
    }
}
