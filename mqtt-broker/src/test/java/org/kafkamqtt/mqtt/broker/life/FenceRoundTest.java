package org.kafkamqtt.mqtt.broker.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.kafka.append.Fence;

class FenceRoundTest {
    private static final Announcement FORMER =
            new Announcement(7, 8, "", "", 0, 0, new TreeMap<>(Map.of("a", 2, "b", 1)));

    private static List<FenceRound> rounds(Announcement former, Map<String, Integer> partitions) {
        return FenceRound.against(former, "mqtt.nodes", "mqtt.retained", partitions);
    }

    @Test
    void announcements_end_before_messages_and_messages_before_copies() {
        assertEquals(
                List.of(
                        new FenceRound(7, List.of(new Fence.Spot("mqtt.nodes", 0))),
                        new FenceRound(
                                7, List.of(new Fence.Spot("a", 0), new Fence.Spot("a", 1), new Fence.Spot("b", 0))),
                        new FenceRound(8, List.of(new Fence.Spot("mqtt.retained", 0)))),
                rounds(FORMER, Map.of("mqtt.nodes", 1, "a", 2, "b", 1, "mqtt.retained", 1)));
    }

    @Test
    void what_was_announced_counts_and_not_what_is_there() {
        assertEquals(
                List.of(
                        new FenceRound(7, List.of(new Fence.Spot("mqtt.nodes", 0))),
                        new FenceRound(7, List.of(new Fence.Spot("a", 0), new Fence.Spot("a", 1)))),
                rounds(FORMER, Map.of("mqtt.nodes", 1, "a", 5, "c", 3)));
    }

    @Test
    void a_life_without_a_copier_has_none_to_fence() {
        Announcement alone = new Announcement(7, -1, "", "", 0, 0, new TreeMap<>());
        assertEquals(
                List.of(new FenceRound(7, List.of(new Fence.Spot("mqtt.nodes", 0)))),
                rounds(alone, Map.of("mqtt.nodes", 1, "mqtt.retained", 1)));
    }
}
