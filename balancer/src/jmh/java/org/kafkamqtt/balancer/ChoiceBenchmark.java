package org.kafkamqtt.balancer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.utils.Utils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one choice costs, beside what it costs elsewhere. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ChoiceBenchmark {

    /** Keys of one size. */
    @State(Scope.Benchmark)
    public static class Keys {
        @Param({"8", "36", "256", "1024"})
        int length;

        byte[] key;
        Message message;
        /** Not a constant, which the compiler would divide by without dividing. */
        int count = 12;

        final Partitions partitions = Partitions.of(count);
        Balancer murmur2;
        Balancer crc32;
        Balancer hash;

        @Setup
        public void setUp() {
            key = new byte[length];
            new Random(1).nextBytes(key);
            message = Message.of(key, new byte[100]);
            murmur2 = Balancers.standard().create("murmur2", Map.of());
            crc32 = Balancers.standard().create("crc32", Map.of());
            hash = Balancers.standard().create("hash", Map.of());
        }
    }

    /** Topics of one size. */
    @State(Scope.Benchmark)
    public static class Topic {
        @Param({"10", "1000"})
        int count;

        Partitions partitions;
        Balancer roundRobin;
        Balancer leastBytes;
        Balancer uniformSticky;
        final Message message = Message.of(new byte[8], new byte[100]);
        final RoundRobinPartitioner kafkas = new RoundRobinPartitioner();
        Cluster cluster;

        @Setup
        public void setUp() {
            partitions = Partitions.of(count);
            roundRobin = Balancers.standard().create("round-robin", Map.of());
            leastBytes = Balancers.standard().create("least-bytes", Map.of());
            uniformSticky = Balancers.standard().create("uniform-sticky", Map.of());
            Node node = new Node(1, "localhost", 9092);
            Node[] replicas = {node};
            List<PartitionInfo> infos = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                infos.add(new PartitionInfo("t", i, node, replicas, replicas));
            }
            cluster = new Cluster("c", List.of(node), infos, Set.of(), Set.of());
        }
    }

    @Benchmark
    public int murmur2_choice_ours(Keys keys) {
        return keys.murmur2.choose(keys.message, keys.partitions);
    }

    @Benchmark
    public int murmur2_choice_kafka_clients(Keys keys) {
        return BuiltInPartitioner.partitionForKey(keys.key, keys.count);
    }

    @Benchmark
    public int murmur2_hash_ours(Keys keys) {
        return Hash.MURMUR2.of(keys.key);
    }

    @Benchmark
    public int murmur2_hash_kafka_clients(Keys keys) {
        return Utils.murmur2(keys.key);
    }

    @Benchmark
    public int crc32_choice_ours(Keys keys) {
        return keys.crc32.choose(keys.message, keys.partitions);
    }

    @Benchmark
    public int crc32_hash_ours(Keys keys) {
        return Hash.CRC32.of(keys.key);
    }

    @Benchmark
    public long crc32_hash_jdk(Keys keys) {
        CRC32 crc = new CRC32();
        crc.update(keys.key, 0, keys.key.length);
        return crc.getValue();
    }

    @Benchmark
    public int fnv1a_choice_ours(Keys keys) {
        return keys.hash.choose(keys.message, keys.partitions);
    }

    @Benchmark
    public int fnv1a_hash_ours(Keys keys) {
        return Hash.FNV1A.of(keys.key);
    }

    @Benchmark
    public int fnv1a_hash_plain_loop(Keys keys) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < keys.key.length; i++) {
            hash ^= keys.key[i] & 0xff;
            hash *= 16777619;
        }
        return hash;
    }

    @Benchmark
    public int round_robin_ours(Topic topic) {
        return topic.roundRobin.choose(topic.message, topic.partitions);
    }

    @Benchmark
    public int round_robin_kafka_clients(Topic topic) {
        return topic.kafkas.partition("t", null, null, null, null, topic.cluster);
    }

    @Benchmark
    public int least_bytes_ours(Topic topic) {
        return topic.leastBytes.choose(topic.message, topic.partitions);
    }

    @Benchmark
    public int uniform_sticky_ours(Topic topic) {
        return topic.uniformSticky.choose(topic.message, topic.partitions);
    }
}
