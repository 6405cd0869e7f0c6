package org.kafkamqtt.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KafkaPlanTest {
    private static final Path FOLDER = Path.of("/data");

    /** Plain listeners on 9001, 9002, ..., secured ones on 9501, ..., controllers on 9801 to 9803. */
    private static KafkaPlan plan(int nodes, boolean secured) {
        return new KafkaPlan(IntStream.rangeClosed(1, nodes)
                .mapToObj(id -> new KafkaNode(
                        id,
                        9000 + id,
                        id <= 3 ? OptionalInt.of(9800 + id) : OptionalInt.empty(),
                        secured ? OptionalInt.of(9500 + id) : OptionalInt.empty()))
                .toList());
    }

    private static Map<String, String> properties(KafkaPlan plan, int node) {
        return plan.properties(plan.nodes().get(node - 1), FOLDER, Optional.empty());
    }

    private static List<String> replicas(int nodes) {
        Map<String, String> properties = properties(plan(nodes, false), 1);
        List<String> names = List.of(
                "default.replication.factor",
                "offsets.topic.replication.factor",
                "transaction.state.log.replication.factor",
                "share.coordinator.state.topic.replication.factor",
                "min.insync.replicas",
                "transaction.state.log.min.isr",
                "share.coordinator.state.topic.min.isr");
        return names.stream().map(name -> properties.getOrDefault(name, "")).toList();
    }

    @Test
    void three_replicas_of_which_two_are_in_sync_as_soon_as_there_are_nodes_for_them() {
        assertEquals(List.of("1", "1", "1", "1", "1", "1", "1"), replicas(1));
        assertEquals(List.of("2", "2", "2", "2", "1", "1", "1"), replicas(2));
        assertEquals(List.of("3", "3", "3", "3", "2", "2", "2"), replicas(3));
        assertEquals(List.of("3", "3", "3", "3", "2", "2", "2"), replicas(5));
    }

    @Test
    void the_first_three_nodes_are_controllers_as_well() {
        KafkaPlan five = plan(5, false);
        String voters = "1@localhost:9801,2@localhost:9802,3@localhost:9803";
        for (int node = 1; node <= 5; node++) {
            Map<String, String> properties = properties(five, node);
            assertEquals(node <= 3 ? "broker,controller" : "broker", properties.get("process.roles"));
            assertEquals(voters, properties.get("controller.quorum.voters"));
        }
    }

    @Test
    void a_node_listens_on_its_own_ports() {
        KafkaPlan four = plan(4, true);
        assertEquals(
                "PLAINTEXT://localhost:9003,SECURE://localhost:9503,CONTROLLER://localhost:9803",
                properties(four, 3).get("listeners"));
        assertEquals(
                "PLAINTEXT://localhost:9003,SECURE://localhost:9503",
                properties(four, 3).get("advertised.listeners"));
        assertEquals(
                "PLAINTEXT://localhost:9004,SECURE://localhost:9504",
                properties(four, 4).get("listeners"));
    }

    @Test
    void addresses_name_all_nodes() {
        assertEquals("localhost:9001,localhost:9002", plan(2, true).address());
        assertEquals(Optional.of("localhost:9501,localhost:9502"), plan(2, true).secureAddress());
        assertEquals(Optional.empty(), plan(2, false).secureAddress());
    }

    @Test
    void the_nodes_take_the_ports_from_the_given_one_on() {
        int first = IntStream.iterate(28_000, port -> port + 10)
                .filter(port -> free(port) && free(port + 1))
                .findFirst()
                .orElseThrow();
        KafkaPlan claimed = KafkaPlan.claimed(2, first, OptionalInt.empty());
        assertEquals("localhost:" + first + ",localhost:" + (first + 1), claimed.address());
    }

    private static boolean free(int port) {
        try {
            return Ports.claim(port, "--kafka-port") == port;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Test
    void no_node_is_no_kafka() {
        List<KafkaNode> none = List.of();
        assertThrows(IllegalArgumentException.class, () -> new KafkaPlan(none));
    }
}
