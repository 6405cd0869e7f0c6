package org.kafkamqtt.balancer;

import static org.kafkamqtt.balancer.Ordering.KEY_SPLITTING;
import static org.kafkamqtt.balancer.Ordering.NONE;
import static org.kafkamqtt.balancer.Ordering.PER_KEY;
import static org.kafkamqtt.balancer.Reduction.MASKED;
import static org.kafkamqtt.balancer.Reduction.SIGNED;
import static org.kafkamqtt.balancer.Reduction.UNSIGNED;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every balancer that has a name here. */
final class Predefined {
    private static final BalancerOption SEED = new BalancerOption("seed", "", "makes the random choices repeatable");
    private static final BalancerOption BATCH =
            new BalancerOption("batch", "16384", "bytes before it moves on to another partition");
    private static final BalancerOption CONSISTENT = new BalancerOption(
            "consistent", "false", "hash a missing key as an empty one instead of choosing at random");
    private static final BalancerOption HASHER =
            new BalancerOption("hasher", "fnv1a", "fnv1a, crc32, murmur2 or xxhash32");

    private Predefined() {}

    static List<Definition> all() {
        return Stream.of(java(), kafkaGo(), librdkafka(), sarama(), franzGo(), others(), ours())
                .flatMap(List::stream)
                .toList();
    }

    private static Definition hashing(
            String name,
            String aliases,
            String rule,
            String keyless,
            String summary,
            String details,
            List<BalancerOption> options,
            Function<Options, Balancer> maker) {
        return new Definition(name, words(aliases), rule, PER_KEY, keyless, summary, details, options, maker);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    private static List<Definition> java() {
        return List.of(
                hashing(
                        "default",
                        "java:default java:BuiltInPartitioner java-default kafka-streams:DefaultStreamPartitioner"
                                + " org.apache.kafka.clients.producer.internals.DefaultPartitioner",
                        "A",
                        "none: sticky; empty: hashed",
                        "Kafka's own: murmur2 of the key, sticky without a key",
                        "(murmur2 & 0x7fffffff) % n over all partitions (kafka-clients 4.3.1, BuiltInPartitioner.java 329)."
                                + " Without a key one partition until 'batch' bytes went there, then a random one that has"
                                + " a leader. O(length of the key).",
                        List.of(BATCH, SEED),
                        o -> new HashBalancer(Hash.MURMUR2, MASKED, sticky(o))),
                new Definition(
                        "java:RoundRobinPartitioner",
                        words("RoundRobinPartitioner java:round-robin"
                                + " org.apache.kafka.clients.producer.RoundRobinPartitioner"),
                        "-",
                        NONE,
                        "the key has no say",
                        "Kafka's round robin: in turn over the partitions that have a leader",
                        "A counter per topic from 0 over the available partitions (kafka-clients 4.4.0,"
                                + " RoundRobinPartitioner). Per-key order is lost.",
                        List.of(),
                        o -> new RoundRobins.Java()),
                new Definition(
                        "java:UniformStickyPartitioner",
                        words("UniformStickyPartitioner java:sticky"
                                + " org.apache.kafka.clients.producer.UniformStickyPartitioner"),
                        "-",
                        NONE,
                        "the key has no say",
                        "Kafka's stickiness for every record, keys ignored (partitioner.ignore.keys=true)",
                        "One partition until 'batch' bytes went there, then a random one (kafka-clients 4.3.1,"
                                + " BuiltInPartitioner.java 190-228). Fast, large batches; has no bound on the imbalance:"
                                + " uniform-sticky has one.",
                        List.of(BATCH, SEED),
                        Predefined::sticky));
    }

    private static Balancer sticky(Options options) {
        return new JavaSticky((int) options.number("batch", 16384, 1, Integer.MAX_VALUE), options.random());
    }

    private static List<Definition> kafkaGo() {
        String source = " (segmentio/kafka-go 0.4.50, balancer.go).";
        return List.of(
                new Definition(
                        "kafka-go:RoundRobin",
                        words("kafka-go:round-robin"),
                        "-",
                        NONE,
                        "the key has no say",
                        "kafka-go's round robin, with its chunks",
                        "counter / chunk % n from 0; the counter has 32 bits, wraps, and is shared by all topics unless"
                                + " topic-aware" + source
                                + " A new process always begins at partition 0; round-robin does"
                                + " not.",
                        List.of(
                                new BalancerOption(
                                        "chunk", "1", "messages in a row for each partition; below 1 counts as 1"),
                                new BalancerOption("topic-aware", "false", "a counter for each topic"),
                                new BalancerOption("start", "0", "first value of the counter")),
                        o -> new RoundRobins.KafkaGo(
                                (int) o.number("chunk", 1, Integer.MIN_VALUE, Integer.MAX_VALUE),
                                o.flag("topic-aware", false),
                                (int) o.number("start", 0, 0, 0xffffffffL))),
                new Definition(
                        "kafka-go:LeastBytes",
                        words("kafka-go:least-bytes"),
                        "-",
                        NONE,
                        "the key has no say",
                        "kafka-go's fewest bytes so far",
                        "First minimum of the bytes of key and value so far, in order of the numbers; counters start anew"
                                + " only when the number of partitions changes; messages without bytes all go to the first"
                                + source,
                        List.of(),
                        o -> new LeastBytes(true, false)),
                hashing(
                        "hash",
                        "kafka-go:Hash kafka-go:hash fnv1a kafka-go:fnv1a",
                        "C",
                        "none: its own round robin; empty: hashed",
                        "kafka-go's Hash: signed FNV-1a, as Sarama's default",
                        "|signed hash % n| over all partitions; 'hasher' chooses another hash" + source,
                        List.of(HASHER),
                        o -> new HashBalancer(hasher(o), SIGNED, new RoundRobins.KafkaGo(1, false, 0), false, true)),
                hashing(
                        "reference-hash",
                        "kafka-go:ReferenceHash kafka-go:reference-hash",
                        "D",
                        "none: random; empty: hashed",
                        "kafka-go's ReferenceHash: masked FNV-1a, as Sarama's reference",
                        "(hash & 0x7fffffff) % n over all partitions; 'hasher' chooses another hash" + source,
                        List.of(HASHER, SEED),
                        o -> new HashBalancer(hasher(o), MASKED, Keyless.random(o.random()), false, true)),
                hashing(
                        "crc32",
                        "kafka-go:CRC32Balancer kafka-go:crc32",
                        "B",
                        "none and empty: random; consistent: partition 0",
                        "kafka-go's CRC32Balancer: unsigned CRC-32, as librdkafka's default",
                        "unsigned crc32 % n over all partitions" + source,
                        List.of(CONSISTENT, SEED),
                        o -> o.flag("consistent", false)
                                ? new HashBalancer(Hash.CRC32, UNSIGNED, Keyless.fixed(0, UNSIGNED))
                                : new HashBalancer(Hash.CRC32, UNSIGNED, Keyless.random(o.random()), true, false)),
                hashing(
                        "murmur2",
                        "kafka-go:Murmur2Balancer kafka-go:murmur2",
                        "A",
                        "none: random; consistent: as empty; empty: hashed",
                        "kafka-go's Murmur2Balancer: masked murmur2, as Java",
                        "(murmur2 & 0x7fffffff) % n over all partitions" + source,
                        List.of(CONSISTENT, SEED),
                        o -> new HashBalancer(
                                Hash.MURMUR2,
                                MASKED,
                                o.flag("consistent", false)
                                        ? HashBalancer.asEmpty(Hash.MURMUR2, MASKED)
                                        : Keyless.random(o.random()))));
    }

    private static Hash hasher(Options options) {
        return switch (options.word("hasher", List.of("fnv1a", "crc32", "murmur2", "xxhash32"))) {
            case "crc32" -> Hash.CRC32;
            case "murmur2" -> Hash.MURMUR2;
            case "xxhash32" -> Hash.XXHASH32;
            default -> Hash.FNV1A;
        };
    }

    private static List<Definition> librdkafka() {
        String source =
                " (librdkafka 2.15.0, rdkafka_msg.c 1050-1150; kcat, confluent-kafka-go, -python, -dotnet, node-rdkafka,"
                        + " rust-rdkafka use it). Records without a key stay with a partition there for a time"
                        + " (sticky.partitioning.linger.ms), here for 'batch' bytes; batch=1 chooses anew for each.";
        return List.of(
                new Definition(
                        "random",
                        words(
                                "librdkafka:random kcat:random confluent:random sarama:RandomPartitioner kafka-go:random"),
                        "-",
                        NONE,
                        "the key has no say",
                        "a random partition that has a leader, for each message",
                        "Uniform over the partitions that have a leader. Small batches: throughput suffers.",
                        List.of(SEED),
                        o -> Keyless.randomAvailable(o.random())),
                hashing(
                        "consistent",
                        "librdkafka:consistent kcat:consistent confluent:consistent",
                        "B",
                        "none and empty: partition 0",
                        "librdkafka's consistent: unsigned CRC-32, keyless to partition 0",
                        "unsigned crc32 % n" + source,
                        List.of(),
                        o -> new HashBalancer(Hash.CRC32, UNSIGNED, Keyless.fixed(0, UNSIGNED))),
                hashing(
                        "consistent_random",
                        "librdkafka:consistent_random kcat:consistent_random confluent:consistent_random librdkafka kcat"
                                + " librdkafka:default kcat:default",
                        "B",
                        "none and empty: sticky random",
                        "librdkafka's default: unsigned CRC-32, keyless at random",
                        "unsigned crc32 % n" + source,
                        List.of(BATCH, SEED),
                        o -> new HashBalancer(Hash.CRC32, UNSIGNED, sticky(o), true, false)),
                hashing(
                        "librdkafka:murmur2",
                        "kcat:murmur2 confluent:murmur2",
                        "A",
                        "none: as empty; empty: hashed",
                        "librdkafka's murmur2: as Java for keys, keyless all to one partition",
                        "(murmur2 & 0x7fffffff) % n" + source,
                        List.of(),
                        o -> new HashBalancer(Hash.MURMUR2, MASKED, HashBalancer.asEmpty(Hash.MURMUR2, MASKED))),
                hashing(
                        "murmur2_random",
                        "librdkafka:murmur2_random kcat:murmur2_random confluent:murmur2_random",
                        "A",
                        "none: sticky random; empty: hashed",
                        "librdkafka's murmur2_random: as Java",
                        "(murmur2 & 0x7fffffff) % n" + source,
                        List.of(BATCH, SEED),
                        o -> new HashBalancer(Hash.MURMUR2, MASKED, sticky(o))),
                hashing(
                        "librdkafka:fnv1a",
                        "kcat:fnv1a confluent:fnv1a",
                        "C",
                        "none: as empty; empty: hashed",
                        "librdkafka's fnv1a: as Sarama's default for keys, keyless all to one partition",
                        "|signed fnv1a % n|" + source,
                        List.of(),
                        o -> new HashBalancer(Hash.FNV1A, SIGNED, HashBalancer.asEmpty(Hash.FNV1A, SIGNED))),
                hashing(
                        "fnv1a_random",
                        "librdkafka:fnv1a_random kcat:fnv1a_random confluent:fnv1a_random",
                        "C",
                        "none: sticky random; empty: hashed",
                        "librdkafka's fnv1a_random: as Sarama's default",
                        "|signed fnv1a % n|" + source,
                        List.of(BATCH, SEED),
                        o -> new HashBalancer(Hash.FNV1A, SIGNED, sticky(o))));
    }

    private static List<Definition> sarama() {
        String source = " (IBM/sarama v1.60.1-8, partitioner.go).";
        return List.of(
                saramaHash(
                        "sarama:HashPartitioner",
                        "sarama:hash sarama sarama:default",
                        "C",
                        Hash.FNV1A,
                        SIGNED,
                        "Sarama's default: signed FNV-1a",
                        "|signed fnv1a % n|" + source),
                saramaHash(
                        "sarama:ReferenceHashPartitioner",
                        "sarama:reference-hash",
                        "D",
                        Hash.FNV1A,
                        MASKED,
                        "Sarama's reference: masked FNV-1a",
                        "(fnv1a & 0x7fffffff) % n" + source),
                saramaHash(
                        "sarama:ConsistentCRCHashPartitioner",
                        "sarama:consistent-crc",
                        "B",
                        Hash.CRC32,
                        UNSIGNED,
                        "Sarama's consistent CRC since 2023: unsigned CRC-32; an empty key is hashed, not random",
                        "unsigned crc32 % n" + source),
                saramaHash(
                        "sarama:CustomHashPartitioner-crc32",
                        "sarama:signed-crc sarama:old-crc",
                        "E",
                        Hash.CRC32,
                        SIGNED,
                        "Sarama with the old, signed CRC-32",
                        "|signed crc32 % n|" + source),
                saramaHash(
                        "sarama:WithAbsFirst-crc32",
                        "sarama:abs-first",
                        "F",
                        Hash.CRC32,
                        MASKED,
                        "Sarama WithAbsFirst and CRC-32: masked CRC-32",
                        "(crc32 & 0x7fffffff) % n" + source),
                saramaHash(
                        "sarama:WithHashUnsigned",
                        "sarama:unsigned",
                        "G",
                        Hash.FNV1A,
                        UNSIGNED,
                        "Sarama WithHashUnsigned: unsigned FNV-1a",
                        "unsigned fnv1a % n" + source),
                saramaHash(
                        "sarama:Murmur2Partitioner",
                        "sarama:murmur2",
                        "A",
                        Hash.MURMUR2,
                        MASKED,
                        "Sarama's murmur2 since 1.50: as Java",
                        "(murmur2 & 0x7fffffff) % n" + source),
                new Definition(
                        "sarama:RoundRobinPartitioner",
                        words("sarama:round-robin franz-go:RoundRobinPartitioner franz-go:round-robin"),
                        "-",
                        NONE,
                        "the key has no say",
                        "Sarama's and franz-go's round robin, from 0 again when the partitions get fewer",
                        "The next of those that have a leader, the first when there are no more" + source,
                        List.of(),
                        o -> new RoundRobins.Restarting()));
    }

    private static Definition saramaHash(
            String name, String aliases, String rule, Hash hash, Reduction reduction, String summary, String details) {
        return hashing(
                name,
                aliases,
                rule,
                "none: random among those with a leader; empty: hashed",
                summary,
                details,
                List.of(SEED),
                o -> new HashBalancer(hash, reduction, Keyless.randomAvailable(o.random())));
    }

    private static List<Definition> franzGo() {
        String source = " (twmb/franz-go v1.21.5-73, pkg/kgo/partitioner.go).";
        return List.of(
                franzGoHash(
                        "franz-go:StickyKeyPartitioner",
                        "franz-go:sticky-key franz-go:default franz-go"
                                + " franz-go:UniformBytesPartitioner franz-go:uniform-bytes",
                        "A",
                        Hash.MURMUR2,
                        MASKED,
                        "franz-go's default: murmur2, sticky without a key",
                        "(murmur2 & 0x7fffffff) % n" + source),
                franzGoHash(
                        "franz-go:KafkaHasher",
                        "franz-go:kafka-hasher",
                        "D",
                        Hash.FNV1A,
                        MASKED,
                        "franz-go's KafkaHasher over FNV-1a",
                        "(fnv1a & 0x7fffffff) % n" + source),
                franzGoHash(
                        "franz-go:SaramaHasher",
                        "franz-go:sarama-hasher",
                        "G",
                        Hash.FNV1A,
                        UNSIGNED,
                        "franz-go's SaramaHasher over FNV-1a as it is on 64 bits: not Sarama's rule, by history",
                        "unsigned fnv1a % n" + source),
                franzGoHash(
                        "franz-go:SaramaHasher-crc32",
                        "",
                        "B",
                        Hash.CRC32,
                        UNSIGNED,
                        "franz-go's SaramaHasher over CRC-32: librdkafka's rule",
                        "unsigned crc32 % n" + source),
                franzGoHash(
                        "franz-go:SaramaCompatHasher",
                        "franz-go:sarama-compat-hasher",
                        "C",
                        Hash.FNV1A,
                        SIGNED,
                        "franz-go's SaramaCompatHasher over FNV-1a: Sarama's default",
                        "|signed fnv1a % n|" + source),
                new Definition(
                        "franz-go:LeastBackup",
                        words("franz-go:LeastBackupPartitioner franz-go:least-backup"),
                        "-",
                        NONE,
                        "the key has no say",
                        "franz-go's fewest buffered records, kept for a batch",
                        "Stays for a batch, then takes the partition with the fewest records in flight" + source,
                        List.of(BATCH),
                        o -> new Spread.LeastBackup(o.number("batch", 16384, 1, Integer.MAX_VALUE))));
    }

    private static Definition franzGoHash(
            String name, String aliases, String rule, Hash hash, Reduction reduction, String summary, String details) {
        return hashing(
                name,
                aliases,
                rule,
                "none: sticky; empty: hashed",
                summary,
                details,
                List.of(BATCH, SEED),
                o -> new HashBalancer(hash, reduction, sticky(o)));
    }

    private static List<Definition> others() {
        return List.of(
                hashing(
                        "kafkajs:DefaultPartitioner",
                        "kafkajs:default kafkajs kafkajs:JavaCompatiblePartitioner",
                        "A",
                        "none: round robin from a random start; empty: hashed",
                        "kafkajs since 2.0: as Java",
                        "(murmur2 & 0x7fffffff) % n (kafkajs 2.2.4).",
                        List.of(SEED),
                        o -> new HashBalancer(Hash.MURMUR2, MASKED, randomlyStarted(o))),
                hashing(
                        "kafkajs:LegacyPartitioner",
                        "kafkajs:legacy",
                        "I",
                        "none: round robin from a random start; empty: hashed",
                        "kafkajs before 2.0: a murmur2 spoilt by double arithmetic",
                        "(its own hash & 0x7fffffff) % n (kafkajs 2.2.4, legacy/partitioner.js 24-46).",
                        List.of(SEED),
                        o -> new HashBalancer(Hash.KAFKAJS_LEGACY, MASKED, randomlyStarted(o))),
                hashing(
                        "kafka-python:DefaultPartitioner",
                        "kafka-python:default kafka-python aiokafka:DefaultPartitioner" + " aiokafka:default aiokafka",
                        "A",
                        "none: random among those with a leader; empty: hashed",
                        "kafka-python and aiokafka: as Java",
                        "(murmur2 & 0x7fffffff) % n (kafka-python 3.0.7-32, aiokafka 0.14.0).",
                        List.of(SEED),
                        o -> new HashBalancer(Hash.MURMUR2, MASKED, Keyless.randomAvailable(o.random()))),
                hashing(
                        "ruby-kafka:crc32",
                        "ruby-kafka:default ruby-kafka ruby-kafka:Partitioner",
                        "B",
                        "none: random; empty: partition 0",
                        "ruby-kafka's default: unsigned CRC-32",
                        "unsigned crc32 % n (ruby-kafka 1.5.0-10, partitioner.rb 24-37).",
                        List.of(SEED),
                        o -> new HashBalancer(Hash.CRC32, UNSIGNED, Keyless.random(o.random()))),
                hashing(
                        "ruby-kafka:murmur2",
                        "",
                        "I",
                        "none: random; empty: hashed",
                        "ruby-kafka's murmur2 with its defect: not Java's for keys that end in bytes from 0x80",
                        "The last 1 to 3 bytes are taken as signed (digest-murmurhash 1.1.1 on x86).",
                        List.of(SEED),
                        o -> new HashBalancer(Hash.RUBY_MURMUR2, MASKED, Keyless.random(o.random()))),
                hashing(
                        "kafka-rust:DefaultPartitioner",
                        "kafka-rust:default kafka-rust xxhash32",
                        "I",
                        "none: round robin among those with a leader; empty: hashed",
                        "kafka-rust: unsigned xxHash32",
                        "unsigned xxhash32(seed 0) % n (kafka-rust 6c9c1f2, producer.rs 605-708).",
                        List.of(),
                        o -> new HashBalancer(Hash.XXHASH32, UNSIGNED, new RoundRobins.Ours(1, 0))),
                hashing(
                        "kafka-node:KeyedPartitioner",
                        "kafka-node:keyed kafka-node",
                        "I",
                        "none and empty: hash 1",
                        "kafka-node's keyed partitioner: a hash of the text's letters",
                        "hash x 31 + letter, 31 bits, never 0, % n (kafka-node 5.0.0). Bytes that are not UTF-8 are read as"
                                + " replacement letters.",
                        List.of(),
                        o -> new HashBalancer(Hash.KAFKA_NODE, MASKED, Keyless.fixed(1, MASKED))),
                hashing(
                        "platformatic:default",
                        "platformatic-kafka:defaultPartitioner platformatic",
                        "H",
                        "none: round robin; empty: hashed",
                        "@platformatic/kafka's default: unsigned murmur2",
                        "unsigned murmur2 % n (@platformatic/kafka 2.12.1): as Java only where n divides 2^31.",
                        List.of(),
                        o -> new HashBalancer(Hash.MURMUR2, UNSIGNED, new RoundRobins.Ours(1, 0))),
                hashing(
                        "platformatic:compatibility",
                        "platformatic-kafka:compatibilityPartitioner",
                        "A",
                        "none: partition 0; empty: hashed",
                        "@platformatic/kafka's compatibility mode: as Java for keys",
                        "(murmur2 & 0x7fffffff) % n, always partition 0 without a key (@platformatic/kafka 2.12.1).",
                        List.of(),
                        o -> new HashBalancer(Hash.MURMUR2, MASKED, Keyless.fixed(0, MASKED))),
                hashing(
                        "kafka_ex:Default",
                        "kafka_ex:default kafka_ex",
                        "A",
                        "none: random; empty: hashed",
                        "kafka_ex since 1.0: as Java",
                        "(murmur2 & 0x7fffffff) % n (kafka_ex 1.1.0).",
                        List.of(SEED),
                        o -> new HashBalancer(Hash.MURMUR2, MASKED, Keyless.random(o.random()))),
                hashing(
                        "kafka_ex:Legacy",
                        "kafka_ex:legacy",
                        "H",
                        "none: random; empty: hashed",
                        "kafka_ex before 1.0: unsigned murmur2",
                        "unsigned murmur2 % n (kafka_ex 1.1.0).",
                        List.of(SEED),
                        o -> new HashBalancer(Hash.MURMUR2, UNSIGNED, Keyless.random(o.random()))),
                hashing(
                        "phash2",
                        "brod:hash brod wolff:first_key_dispatch wolff emqx:key_dispatch emqx erlang:phash2",
                        "I",
                        "none: as empty; empty: hashed",
                        "brod, wolff and the EMQX bridge: erlang:phash2",
                        "phash2(key) rem n (brod 4.6.2, brod_utils.erl 377; wolff 4.2.1). wolff decides by the first key of a"
                                + " batch for the whole batch.",
                        List.of(),
                        o -> new HashBalancer(Hash.PHASH2, MASKED, HashBalancer.asEmpty(Hash.PHASH2, MASKED))));
    }

    private static Balancer randomlyStarted(Options options) {
        return new RoundRobins.Ours(1, options.random().next() & 0x7fffffff);
    }

    private static Definition own(
            String name,
            String aliases,
            Ordering ordering,
            String keyless,
            String summary,
            String details,
            List<BalancerOption> options,
            Function<Options, Balancer> maker) {
        return new Definition(name, words(aliases), "own", ordering, keyless, summary, details, options, maker);
    }

    private static final String KEYLESS = "none: uniform-sticky; empty: hashed";
    private static final String NO_SAY = "the key has no say";

    private static List<Definition> ours() {
        BalancerOption weights =
                new BalancerOption("weights", "", "one number for each partition, such as 5,1,1; 0: none");
        return List.of(
                own(
                        "round-robin",
                        "",
                        NONE,
                        NO_SAY,
                        "each partition that has a leader in turn, from a random start",
                        "One counter per topic. Differs by at most 'chunk' messages between partitions. Per-key order is lost;"
                                + " small batches unless 'chunk' is large.",
                        List.of(
                                new BalancerOption("chunk", "1", "messages in a row for each partition"),
                                new BalancerOption("start", "random", "first partition"),
                                SEED),
                        Predefined::roundRobin),
                own(
                        "least-bytes",
                        "",
                        NONE,
                        NO_SAY,
                        "the partition that got the fewest bytes so far",
                        "The rule of kafka-go's LeastBytes with its quirks mended: another list of partitions is noticed, and"
                                + " messages without bytes count as one byte. O(log n). Several producers do not see each"
                                + " other. Per-key order is lost.",
                        List.of(),
                        o -> new LeastBytes(false, false)),
                own(
                        "least-records",
                        "",
                        NONE,
                        NO_SAY,
                        "the partition that got the fewest records so far",
                        "As least-bytes, counting records. Per-key order is lost.",
                        List.of(),
                        o -> new LeastBytes(false, true)),
                own(
                        "uniform-sticky",
                        "sticky",
                        NONE,
                        NO_SAY,
                        "a batch of bytes for each partition in turn, in a shuffled cycle",
                        "After any number of messages no partition is more than one batch and one message ahead of another."
                                + " The best choice for throughput without keys. Per-key order is lost.",
                        List.of(BATCH, new BalancerOption("seed", "random", "decides the cycle")),
                        Predefined::uniformSticky),
                own(
                        "weighted",
                        "wrr",
                        NONE,
                        NO_SAY,
                        "in proportion to weights, evenly interleaved",
                        "Smooth weighted round robin (nginx 1.22.1): exact proportions in every cycle. For uneven"
                                + " brokers, canaries, priority lanes. Per-key order is lost.",
                        List.of(weights),
                        o -> new Spread.Weighted(wholeWeights(o))),
                own(
                        "least-in-flight",
                        "",
                        NONE,
                        NO_SAY,
                        "the partition with the fewest unacknowledged records",
                        "Avoids slow brokers without probes; needs a producer that reports acknowledgements, as"
                                + " kafka-producer does. O(n). Per-key order is lost.",
                        List.of(new BalancerOption("signal", "records", "records or bytes"), SEED),
                        o -> new Loaded(
                                o.word("signal", List.of("records", "bytes")).equals("bytes")
                                        ? Loaded.Signal.BYTES
                                        : Loaded.Signal.RECORDS,
                                false,
                                o.random())),
                own(
                        "lowest-latency",
                        "peak-ewma",
                        NONE,
                        NO_SAY,
                        "of two random partitions the one with the lower latency times load",
                        "Peak EWMA of the acknowledgement latency x (records in flight + 1), power of two choices (Finagle;"
                                + " Prequal, NSDI 2024). O(1). Per-key order is lost.",
                        List.of(SEED),
                        o -> new Loaded(Loaded.Signal.LATENCY, true, o.random())),
                own(
                        "two-choices",
                        "p2c",
                        NONE,
                        NO_SAY,
                        "of two random partitions the one with less in flight",
                        "Power of two choices (Mitzenmacher 2001) over a load signal. O(1), nearly as even as a full scan."
                                + " Per-key order is lost.",
                        List.of(new BalancerOption("signal", "records", "records, bytes or latency"), SEED),
                        o -> new Loaded(
                                signal(o.word("signal", List.of("records", "bytes", "latency"))), true, o.random())),
                own(
                        "jump",
                        "",
                        PER_KEY,
                        KEYLESS,
                        "jump consistent hash: few keys move when the topic grows",
                        "Lamping and Veach, arXiv 1406.2294, of mix64(murmur2 << 32 | crc32). Growing from n to n+1 partitions"
                                + " moves 1/(n+1) of the keys, where modulo moves n/(n+1). O(ln n), no memory.",
                        List.of(BATCH),
                        o -> new Consistent.Jump(uniformSticky(o))),
                own(
                        "rendezvous",
                        "hrw",
                        PER_KEY,
                        KEYLESS,
                        "highest random weight: draining a partition moves only its keys",
                        "Thaler and Ravishankar 1998, with optional weights (-w / ln u). O(n).",
                        List.of(weights, BATCH),
                        o -> new Consistent.Rendezvous(
                                o.text("weights").isPresent() ? o.weights("weights") : new double[0],
                                uniformSticky(o))),
                own(
                        "bounded-load",
                        "chbl",
                        KEY_SPLITTING,
                        KEYLESS,
                        "a key's own partition unless it has more than factor times the average",
                        "Consistent hashing with bounded loads (arXiv 1608.01350): no partition gets more than ceil(factor x"
                                + " average). Hot keys are split and lose their order.",
                        List.of(new BalancerOption("factor", "1.25", "how far above the average, more than 1"), BATCH),
                        o -> new Skewed.BoundedLoad(o.decimal("factor", 1.25, 1), uniformSticky(o))),
                own(
                        "partial-key",
                        "pkg storm:PartialKeyGrouping",
                        KEY_SPLITTING,
                        KEYLESS,
                        "the less used of the two partitions a key has",
                        "Partial key grouping (ICDE 2015; Storm 2.8.5): a key never uses more than two partitions; nearly even"
                                + " while the hottest key has less than 2/n. For aggregations that can be merged. Order within"
                                + " a key is lost.",
                        List.of(BATCH),
                        o -> new Skewed.PartialKey(uniformSticky(o))),
                own(
                        "w-choices",
                        "",
                        KEY_SPLITTING,
                        KEYLESS,
                        "hot keys anywhere, all others on two partitions",
                        "W-choices (ICDE 2016, arXiv 1510.05714): keys above a share of 1/(5n), found by SpaceSaving, may use"
                                + " every partition. Even for any skew. Order within hot keys is lost.",
                        List.of(new BalancerOption("counters", "1024", "how many keys the sketch can count"), BATCH),
                        o -> new Skewed.WChoices((int) o.number("counters", 1024, 1, 1 << 20), uniformSticky(o))),
                own(
                        "shuffle-shard",
                        "",
                        KEY_SPLITTING,
                        KEYLESS,
                        "each key has its own few partitions",
                        "k of n partitions for each key (a tenant, say), at random among them: a noisy one reaches only its own."
                                + " k=1 is a plain hash. Order within a key is lost for k above 1.",
                        List.of(new BalancerOption("size", "2", "partitions for each key"), BATCH, SEED),
                        o -> new Consistent.ShuffleShard(
                                (int) o.number("size", 2, 1, 1 << 20), uniformSticky(o), o.random())),
                own(
                        "rack",
                        "",
                        NONE,
                        NO_SAY,
                        "only partitions whose leader is in one rack",
                        "In turn among the partitions led from 'rack', all of them where none is (as KIP-1123 saves cross-zone"
                                + " traffic). Per-key order is lost.",
                        List.of(new BalancerOption("rack", "", "the rack, as the brokers call it (client.rack)")),
                        o -> new Spread.Rack(o.required("rack"))),
                own(
                        "manual",
                        "sarama:ManualPartitioner franz-go:ManualPartitioner",
                        NONE,
                        "a header decides",
                        "the partition that a header of the record names",
                        "The header's text is the partition number; a record without it fails.",
                        List.of(new BalancerOption("header", "partition", "name of the header")),
                        o -> new Placed.Manual(o.text("header").orElse("partition"))),
                own(
                        "table",
                        "",
                        PER_KEY,
                        "as the empty key",
                        "the partition that a file names for the key",
                        "Lines KEY, tab, PARTITION; the key * is for all others.",
                        List.of(new BalancerOption("file", "", "the file")),
                        o -> Placed.table(Path.of(o.required("file")))),
                own(
                        "range",
                        "",
                        PER_KEY,
                        "as the empty key",
                        "the partition of the range that the key falls in",
                        "Lines FIRST-KEY, tab, PARTITION: a key belongs to the last line whose first key is not above it.",
                        List.of(new BalancerOption("file", "", "the file")),
                        o -> Placed.range(Path.of(o.required("file")))));
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
                .orElseGet(() -> RandomSource.of(java.util.OptionalLong.empty()).next());
        return new Spread.UniformSticky(options.number("batch", 16384, 1, Integer.MAX_VALUE), seed);
    }

    private static int[] wholeWeights(Options options) {
        double[] weights = options.weights("weights");
        int[] whole = new int[weights.length];
        for (int i = 0; i < weights.length; i++) {
            whole[i] = (int) weights[i];
            if (whole[i] != weights[i]) {
                throw new BalancerException("weights of balancer weighted are whole numbers, not " + weights[i]);
            }
        }
        return whole;
    }

    private static Loaded.Signal signal(String word) {
        return switch (word) {
            case "bytes" -> Loaded.Signal.BYTES;
            case "latency" -> Loaded.Signal.LATENCY;
            default -> Loaded.Signal.RECORDS;
        };
    }
}
