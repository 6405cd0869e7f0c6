package org.kafkamqtt.balancer;

import static org.kafkamqtt.balancer.Hash.CRC32;
import static org.kafkamqtt.balancer.Hash.KAFKAJS_LEGACY;
import static org.kafkamqtt.balancer.Hash.KAFKA_NODE;
import static org.kafkamqtt.balancer.Hash.MURMUR2;
import static org.kafkamqtt.balancer.Hash.PHASH2;
import static org.kafkamqtt.balancer.Hash.RUBY_MURMUR2;
import static org.kafkamqtt.balancer.Hash.XXHASH32;
import static org.kafkamqtt.balancer.Reduction.MASKED;
import static org.kafkamqtt.balancer.Reduction.UNSIGNED;
import static org.kafkamqtt.balancer.Rule.rule;
import static org.kafkamqtt.balancer.RuleClass.A;
import static org.kafkamqtt.balancer.RuleClass.B;
import static org.kafkamqtt.balancer.RuleClass.H;
import static org.kafkamqtt.balancer.RuleClass.I;
import static org.kafkamqtt.balancer.SharedOptions.SEED;

import java.util.List;

/** The rules of clients that have one or two: JavaScript, Python, Ruby, Rust, Elixir, Erlang. */
final class OtherRules {
    private OtherRules() {}

    static List<Definition> all() {
        return List.of(
                rule("kafkajs:DefaultPartitioner")
                        .as("kafkajs:default", "kafkajs", "kafkajs:JavaCompatiblePartitioner")
                        .ofClass(A)
                        .keyless("none: round robin from a random start; empty: hashed")
                        .says("kafkajs since 2.0: as Java")
                        .in("kafkajs 2.2.4")
                        .with(SEED)
                        .made(o -> new HashBalancer(MURMUR2, MASKED, randomlyStarted(o))),
                rule("kafkajs:LegacyPartitioner")
                        .as("kafkajs:legacy")
                        .ofClass(I)
                        .keyless("none: round robin from a random start; empty: hashed")
                        .says("kafkajs before 2.0: a murmur2 spoilt by double arithmetic")
                        .computes("(its own hash & 0x7fffffff) % n")
                        .in("kafkajs 2.2.4, legacy/partitioner.js 24-46")
                        .with(SEED)
                        .made(o -> new HashBalancer(KAFKAJS_LEGACY, MASKED, randomlyStarted(o))),
                rule("kafka-python:DefaultPartitioner")
                        .as(
                                "kafka-python:default",
                                "kafka-python",
                                "aiokafka:DefaultPartitioner",
                                "aiokafka:default",
                                "aiokafka")
                        .ofClass(A)
                        .keyless("none: random among those with a leader; empty: hashed")
                        .says("kafka-python and aiokafka: as Java")
                        .in("kafka-python 3.0.7-32, aiokafka 0.14.0")
                        .with(SEED)
                        .made(o -> new HashBalancer(MURMUR2, MASKED, Keyless.randomAvailable(o.random()))),
                rule("ruby-kafka:crc32")
                        .as("ruby-kafka:default", "ruby-kafka", "ruby-kafka:Partitioner")
                        .ofClass(B)
                        .keyless("none: random; empty: partition 0")
                        .says("ruby-kafka's default: unsigned CRC-32")
                        .in("ruby-kafka 1.5.0-10, partitioner.rb 24-37")
                        .with(SEED)
                        .made(o -> new HashBalancer(CRC32, UNSIGNED, Keyless.random(o.random()))),
                rule("ruby-kafka:murmur2")
                        .ofClass(I)
                        .keyless("none: random; empty: hashed")
                        .says("ruby-kafka's murmur2 with its defect: not Java's for keys that end in bytes from 0x80")
                        .computes("The last 1 to 3 bytes are taken as signed")
                        .in("digest-murmurhash 1.1.1 on x86")
                        .with(SEED)
                        .made(o -> new HashBalancer(RUBY_MURMUR2, MASKED, Keyless.random(o.random()))),
                rule("kafka-rust:DefaultPartitioner")
                        .as("kafka-rust:default", "kafka-rust", "xxhash32")
                        .ofClass(I)
                        .keyless("none: round robin among those with a leader; empty: hashed")
                        .says("kafka-rust: unsigned xxHash32")
                        .computes("unsigned xxhash32(seed 0) % n")
                        .in("kafka-rust 6c9c1f2, producer.rs 605-708")
                        .made(o -> new HashBalancer(XXHASH32, UNSIGNED, new RoundRobins.Ours(1, 0))),
                rule("kafka-node:KeyedPartitioner")
                        .as("kafka-node:keyed", "kafka-node")
                        .ofClass(I)
                        .keyless("none and empty: hash 1")
                        .says("kafka-node's keyed partitioner: a hash of the text's letters")
                        .computes("hash x 31 + letter, 31 bits, never 0, % n")
                        .in("kafka-node 5.0.0")
                        .details("Bytes that are not UTF-8 are read as replacement letters.")
                        .made(o -> new HashBalancer(KAFKA_NODE, MASKED, Keyless.fixed(1, MASKED))),
                rule("platformatic:default")
                        .as("platformatic-kafka:defaultPartitioner", "platformatic")
                        .ofClass(H)
                        .keyless("none: round robin; empty: hashed")
                        .says("@platformatic/kafka's default: unsigned murmur2")
                        .details(H.formula() + " (@platformatic/kafka 2.12.1): as Java only where n divides 2^31.")
                        .made(o -> new HashBalancer(MURMUR2, UNSIGNED, new RoundRobins.Ours(1, 0))),
                rule("platformatic:compatibility")
                        .as("platformatic-kafka:compatibilityPartitioner")
                        .ofClass(A)
                        .keyless("none: partition 0; empty: hashed")
                        .says("@platformatic/kafka's compatibility mode: as Java for keys")
                        .computes(A.formula() + ", always partition 0 without a key")
                        .in("@platformatic/kafka 2.12.1")
                        .made(o -> new HashBalancer(MURMUR2, MASKED, Keyless.fixed(0, MASKED))),
                rule("kafka_ex:Default")
                        .as("kafka_ex:default", "kafka_ex")
                        .ofClass(A)
                        .keyless("none: random; empty: hashed")
                        .says("kafka_ex since 1.0: as Java")
                        .in("kafka_ex 1.1.0")
                        .with(SEED)
                        .made(o -> new HashBalancer(MURMUR2, MASKED, Keyless.random(o.random()))),
                rule("kafka_ex:Legacy")
                        .as("kafka_ex:legacy")
                        .ofClass(H)
                        .keyless("none: random; empty: hashed")
                        .says("kafka_ex before 1.0: unsigned murmur2")
                        .in("kafka_ex 1.1.0")
                        .with(SEED)
                        .made(o -> new HashBalancer(MURMUR2, UNSIGNED, Keyless.random(o.random()))),
                rule("phash2")
                        .as(
                                "brod:hash",
                                "brod",
                                "wolff:first_key_dispatch",
                                "wolff",
                                "emqx:key_dispatch",
                                "emqx",
                                "erlang:phash2")
                        .ofClass(I)
                        .keyless("none: as empty; empty: hashed")
                        .says("brod, wolff and the EMQX bridge: erlang:phash2")
                        .computes("phash2(key) rem n")
                        .in("brod 4.6.2, brod_utils.erl 377; wolff 4.2.1")
                        .details("wolff decides by the first key of a batch for the whole batch.")
                        .made(o -> new HashBalancer(PHASH2, MASKED, HashBalancer.asEmpty(PHASH2, MASKED))));
    }

    private static Balancer randomlyStarted(Options options) {
        return new RoundRobins.Ours(1, options.random().next() & 0x7fffffff);
    }
}
