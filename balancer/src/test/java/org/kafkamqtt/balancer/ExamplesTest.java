package org.kafkamqtt.balancer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The files in examples/ do what they say. */
class ExamplesTest {
    private static final Partitions TWELVE = Partitions.of(12);

    private static Balancer example(String name, Map<String, String> options) {
        return Balancers.standard().create("../examples/" + name + ".java", options);
    }

    @Test
    void vip_lane_keeps_its_partitions_for_vips() {
        Balancer lanes = example("VipLane", Map.of("lanes", "2"));
        for (int i = 0; i < 500; i++) {
            assertTrue(lanes.choose(Message.of("vip-" + i), TWELVE) < 2);
            assertTrue(lanes.choose(Message.of("other-" + i), TWELVE) >= 2);
        }
        assertEquals(0, lanes.choose(Message.of("vip-1"), Partitions.of(1)));
        assertThrows(BalancerException.class, () -> example("VipLane", Map.of("lanes", "none")));
    }

    @Test
    void tenants_stay_among_three_partitions_and_devices_on_one() {
        Balancer tenants = example("Tenants", Map.of());
        Map<String, Set<Integer>> used = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            String tenant = "tenant-" + i % 20;
            String key = tenant + "/device-" + i % 300;
            int chosen = tenants.choose(Message.of(key), TWELVE);
            assertEquals(chosen, tenants.choose(Message.of(key), TWELVE));
            used.computeIfAbsent(tenant, t -> new HashSet<>()).add(chosen);
        }
        assertTrue(used.values().stream().allMatch(those -> those.size() <= 3));
        assertTrue(new HashSet<>(used.values()).size() > 5);
    }

    @Test
    void slow_start_spares_a_cold_partition() {
        Balancer slow = example("SlowStart", Map.of("warm", "10"));
        assertTrue(Balancers.learns(slow));
        for (int partition = 0; partition < 12; partition++) {
            for (int i = 0; i < 10 && partition != 5; i++) {
                ((Learning) slow).acknowledged(partition, 1, 1);
            }
        }
        int[] counts = new int[12];
        for (int i = 0; i < 12_000; i++) {
            counts[slow.choose(Message.of("k"), TWELVE)]++;
        }
        assertTrue(counts[5] < 300, () -> Arrays.toString(counts));
    }
}
