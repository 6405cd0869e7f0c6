package org.kafkamqtt.topics.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartitionStateTest {
    private static final Set<Integer> ALIVE = Set.of(1, 2, 3);
    private static final Filter ALL = new Filter(false, false, false, false, false);

    private static PartitionState state(int leader, List<Integer> replicas, List<Integer> inSync) {
        return state(leader, replicas, inSync, Optional.empty());
    }

    private static PartitionState state(
            int leader, List<Integer> replicas, List<Integer> inSync, Optional<PartitionState.Move> move) {
        return new PartitionState(
                0,
                leader < 0 ? OptionalInt.empty() : OptionalInt.of(leader),
                replicas,
                inSync,
                Optional.empty(),
                Optional.empty(),
                move,
                OptionalLong.empty());
    }

    @Test
    void a_partition_with_all_copies_is_well() {
        PartitionState well = state(1, List.of(1, 2), List.of(2, 1));
        assertEquals(List.of(), Marks.of(well, 1, ALIVE));
        assertTrue(ALL.wants(well, 1, ALIVE));
        assertFalse(new Filter(true, true, true, false, false).wants(well, 1, ALIVE));
    }

    @Test
    void one_that_lacks_a_copy_is_under_replicated() {
        PartitionState lagging = state(1, List.of(1, 2, 3), List.of(1));
        assertEquals(List.of("under-replicated"), Marks.of(lagging, 1, ALIVE));
        assertEquals(List.of("under-minimum", "under-replicated"), Marks.of(lagging, 2, ALIVE));
        assertTrue(new Filter(true, false, false, false, false).wants(lagging, 1, ALIVE));
        assertTrue(new Filter(false, false, true, false, false).wants(lagging, 2, ALIVE));
        assertTrue(new Filter(false, false, false, true, false).wants(lagging, 1, ALIVE));
        assertFalse(new Filter(false, false, false, true, false).wants(lagging, 2, ALIVE));
    }

    @Test
    void one_with_all_of_its_few_copies_refuses_no_writes() {
        PartitionState alone = state(1, List.of(1), List.of(1));
        assertEquals(List.of(), Marks.of(alone, 2, ALIVE));
        assertTrue(new Filter(false, false, true, false, false).wants(alone, 2, ALIVE));
    }

    @Test
    void one_without_a_leader_or_with_a_dead_one_is_offline() {
        PartitionState headless = state(-1, List.of(1), List.of());
        PartitionState dead = state(9, List.of(9), List.of(9));
        assertEquals(List.of("offline", "under-replicated"), Marks.of(headless, 1, ALIVE));
        assertEquals(List.of("offline"), Marks.of(dead, 1, ALIVE));
        assertTrue(new Filter(false, true, false, false, false).wants(dead, 1, ALIVE));
    }

    @Test
    void copies_that_come_or_go_do_not_count_twice() {
        var move = new PartitionState.Move(List.of(1, 2, 3), List.of(3), List.of(1));
        PartitionState moving = state(1, List.of(1, 2, 3), List.of(1, 2), Optional.of(move));
        assertEquals(2, moving.copies());
        assertEquals(List.of("moving"), Marks.of(moving, 1, ALIVE));
    }

    @Test
    void a_move_that_has_ended_meanwhile_counts_no_more() {
        var move = new PartitionState.Move(List.of(1, 2, 3), List.of(3), List.of(1));
        assertEquals(
                2, state(2, List.of(2, 4), List.of(2, 4), Optional.of(move)).copies());
    }
}
