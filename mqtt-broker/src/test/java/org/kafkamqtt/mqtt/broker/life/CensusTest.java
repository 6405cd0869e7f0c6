package org.kafkamqtt.mqtt.broker.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CensusTest {
    private final Census census = new Census();

    private static Announcement life(long life) {
        return new Announcement(life, -1, "host:" + life, "1", 0, -1, new TreeMap<>(Map.of("t", 2)));
    }

    private void announce(long offset, long life) {
        census.read(offset, RecordKeys.life(life), life(life).bytes());
    }

    private void heartbeat(long offset, long life, long announced) {
        census.read(offset, RecordKeys.life(life), life(life).at(announced).bytes());
    }

    private void end(long offset, long life) {
        census.read(offset, RecordKeys.life(life), null);
    }

    private List<Long> before(long life) {
        return census.before(life).stream().map(Announcement::life).toList();
    }

    private Optional<Long> successor(long life) {
        return census.successor(life).map(Announcement::life);
    }

    @Test
    void the_later_announcement_in_the_log_is_the_later_life_whatever_their_numbers() {
        announce(0, 9);
        announce(1, 4);
        assertEquals(List.of(9L), before(4));
        assertEquals(List.of(), before(9));
        assertEquals(Optional.of(4L), successor(9));
        assertEquals(Optional.empty(), successor(4));
    }

    @Test
    void a_heartbeat_makes_no_life_later() {
        announce(0, 9);
        announce(1, 4);
        heartbeat(2, 9, 0);
        assertEquals(List.of(9L), before(4));
        assertEquals(Optional.empty(), successor(4));
    }

    @Test
    void a_heartbeat_whose_announcement_is_compacted_away_says_where_that_was() {
        announce(100, 4);
        heartbeat(101, 9, 50);
        assertEquals(List.of(9L), before(4));
        assertEquals(Optional.empty(), successor(4));
        assertEquals(Optional.of(4L), successor(9));
    }

    @Test
    void what_is_over_is_neither_before_nor_after() {
        announce(0, 9);
        announce(1, 4);
        announce(2, 5);
        end(3, 9);
        end(4, 5);
        assertEquals(List.of(), before(4));
        assertEquals(Optional.empty(), successor(4));
    }

    @Test
    void all_earlier_lives_are_before_oldest_first() {
        announce(0, 9);
        announce(1, 3);
        announce(2, 6);
        announce(3, 1);
        assertEquals(List.of(9L, 3L, 6L), before(1));
    }

    @Test
    void the_last_of_several_successors_counts() {
        announce(0, 9);
        announce(1, 3);
        announce(2, 6);
        assertEquals(Optional.of(6L), successor(9));
    }

    @Test
    void whoever_was_ended_by_others_has_a_successor_if_there_is_any_life() {
        announce(0, 9);
        announce(1, 3);
        end(2, 9);
        assertEquals(Optional.of(3L), successor(9));
        assertEquals(List.of(), before(9));
    }

    @Test
    void a_heartbeat_may_tell_of_more_partitions() {
        announce(0, 9);
        census.read(1, RecordKeys.life(9), life(9).at(0).writing(Map.of("t", 5)).bytes());
        assertEquals(Map.of("t", 5), census.of(9).orElseThrow().topics());
    }

    @Test
    void fences_are_seen_and_end_no_life_by_themselves() {
        announce(0, 9);
        census.read(1, RecordKeys.fence(9), new byte[0]);
        assertTrue(census.fenced(9));
        assertFalse(census.fenced(3));
        announce(2, 3);
        assertEquals(List.of(9L), before(3));
    }

    @Test
    void records_of_others_are_passed_over() {
        census.read(0, null, new byte[0]);
        census.read(1, new byte[] {'x'}, new byte[0]);
        announce(2, 3);
        assertEquals(List.of(), before(3));
    }

    @Test
    void a_life_that_is_not_understood_is_no_life_to_pass_over() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class, () -> census.read(4, RecordKeys.life(9), new byte[] {'x'}));
        assertEquals("the record of life 9 at offset 4 is not a line that begins with v=1", thrown.getMessage());
    }
}
