package org.kafkamqtt.balancer.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Message;
import org.kafkamqtt.balancer.Partitions;

class BalancerPartitionerTest {
    private static final Node NODE = new Node(1, "localhost", 9092, "rack-a");

    /** Ten partitions in a scrambled order, as the client's metadata list them; number 4 has no leader. */
    private static Cluster cluster() {
        List<PartitionInfo> infos = new ArrayList<>();
        for (int id : new int[] {3, 4, 1, 2, 0, 9, 7, 8, 5, 6}) {
            Node[] replicas = {NODE};
            infos.add(new PartitionInfo("t", id, id == 4 ? null : NODE, replicas, replicas));
        }
        return new Cluster("c", List.of(NODE), infos, Set.of(), Set.of());
    }

    private static BalancerPartitioner partitioner(Map<String, String> properties) {
        BalancerPartitioner partitioner = new BalancerPartitioner();
        partitioner.configure(properties);
        return partitioner;
    }

    private static int partition(Partitioner partitioner, String key) {
        byte[] bytes = key.getBytes(UTF_8);
        return partitioner.partition("t", key, bytes, "v", new byte[1], cluster());
    }

    @Test
    void answers_partition_numbers_and_not_places_in_a_list() {
        try (BalancerPartitioner partitioner = partitioner(Map.of(BalancerPartitioner.NAME, "murmur2"))) {
            Balancer same = Balancers.standard().create("murmur2", Map.of());
            for (int i = 0; i < 100; i++) {
                String key = "key-" + i;
                assertEquals(same.choose(Message.of(key), Partitions.of(10)), partition(partitioner, key));
            }
        }
    }

    @Test
    void keyless_choices_leave_out_partitions_without_a_leader() {
        try (BalancerPartitioner partitioner = partitioner(Map.of(BalancerPartitioner.NAME, "round-robin"))) {
            Set<Integer> used = new TreeSet<>();
            for (int i = 0; i < 40; i++) {
                used.add(partition(partitioner, "k"));
            }
            assertEquals(Set.of(0, 1, 2, 3, 5, 6, 7, 8, 9), used);
        }
    }

    @Test
    void options_reach_the_balancer_and_wrong_ones_are_refused_at_start() {
        try (BalancerPartitioner partitioner = partitioner(Map.of(
                BalancerPartitioner.NAME, "kafka-go:Hash", BalancerPartitioner.OPTION_PREFIX + "hasher", "crc32"))) {
            int expected = Balancers.standard()
                    .create("kafka-go:Hash", Map.of("hasher", "crc32"))
                    .choose(Message.of("k"), Partitions.of(10));
            assertEquals(expected, partition(partitioner, "k"));
        }
        assertThrows(ConfigException.class, () -> partitioner(Map.of(BalancerPartitioner.NAME, "murmr2")));
        assertThrows(
                ConfigException.class,
                () -> partitioner(
                        Map.of(BalancerPartitioner.NAME, "murmur2", BalancerPartitioner.OPTION_PREFIX + "x", "1")));
    }

    @Test
    void a_wrong_answer_fails_the_record_at_once() {
        try (BalancerPartitioner partitioner = partitioner(Map.of(BalancerPartitioner.NAME, TooFar.class.getName()));
                MockProducer<String, String> producer = new MockProducer<>(
                        cluster(), true, partitioner, new StringSerializer(), new StringSerializer())) {
            ConfigException e =
                    assertThrows(ConfigException.class, () -> producer.send(new ProducerRecord<>("t", "k", "v")));
            assertTrue(String.valueOf(e.getMessage()).contains("returned 99 for key 'k'"), e.getMessage());
        }
    }

    @Test
    void kafkas_own_partitioner_is_a_balancer_too() {
        Balancer bridged = Balancers.standard().create(ByLength.class.getName(), Map.of("plus", "1"));
        assertEquals(4, bridged.choose(Message.of("abc"), Partitions.of(10)));
        Balancer robin = Balancers.standard().create(RoundRobinPartitioner.class.getName(), Map.of());
        assertEquals(0, robin.choose(Message.of("abc"), Partitions.of(3)));
        assertEquals(1, robin.choose(Message.of("abc"), Partitions.of(3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "header:tenant:jump",
                "manual",
                "sarama:ManualPartitioner",
                "mqtt-level:2:murmur2",
                "prefix:/:header:tenant:jump",
                "json-pointer:/a:header:tenant:jump",
                "murmur2,or-else,header:tenant:jump",
                "murmur2,or-else,manual",
                "header:tenant:jump,or-else,round-robin"
            })
    void what_goes_by_a_header_is_refused_at_start(String name) {
        ConfigException e =
                assertThrows(ConfigException.class, () -> partitioner(Map.of(BalancerPartitioner.NAME, name)));
        assertTrue(String.valueOf(e.getMessage()).contains(name + " goes by a header"), e.getMessage());
    }

    @Test
    void a_class_that_asks_for_a_header_fails_the_record() {
        try (BalancerPartitioner partitioner =
                partitioner(Map.of(BalancerPartitioner.NAME, ByTenant.class.getName()))) {
            ConfigException e = assertThrows(ConfigException.class, () -> partition(partitioner, "k"));
            assertTrue(String.valueOf(e.getMessage()).contains("asks for the header 'tenant'"), e.getMessage());
        }
    }

    @Test
    void what_goes_by_the_key_or_the_value_is_taken() {
        for (String name : List.of("prefix:/:murmur2", "json-pointer:/id:murmur2", "jump,or-else,round-robin")) {
            try (BalancerPartitioner partitioner = partitioner(Map.of(BalancerPartitioner.NAME, name))) {
                assertTrue(partition(partitioner, "k") >= 0);
            }
        }
    }

    @Test
    void of_a_partitioner_nothing_is_known_but_that_it_promises_nothing() {
        Balancer bridged = Balancers.standard().create(ByLength.class.getName(), Map.of("plus", "1"));
        assertEquals("nothing is promised about the key", Balancers.promise(bridged));
    }

    @Test
    void a_partitioner_that_cannot_be_configured_is_named() {
        BalancerException e = assertThrows(
                BalancerException.class, () -> Balancers.standard().create(ByLength.class.getName(), Map.of()));
        assertTrue(e.sentence().contains("cannot be made: For input string: \"null\""), e.sentence());
    }

    /** A balancer that goes by a header. */
    public static final class ByTenant implements Balancer {
        @Override
        public int choose(Message message, Partitions partitions) {
            return message.header("tenant") == null ? 0 : 1;
        }
    }

    /** A balancer that is wrong. */
    public static final class TooFar implements Balancer {
        @Override
        public int choose(Message message, Partitions partitions) {
            return 99;
        }
    }

    /** A user's Kafka partitioner. */
    public static final class ByLength implements Partitioner {
        private int plus;

        @Override
        public void configure(Map<String, ?> properties) {
            plus = Integer.parseInt(String.valueOf(properties.get("plus")));
        }

        @Override
        public int partition(
                String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
            return (keyBytes.length + plus) % cluster.partitionCountForTopic(topic);
        }

        @Override
        public void close() {}
    }
}
