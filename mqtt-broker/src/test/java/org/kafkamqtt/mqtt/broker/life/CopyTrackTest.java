package org.kafkamqtt.mqtt.broker.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CopyTrackTest {
    private final CopyTrack track = new CopyTrack(new TopicPartition("t", 0), 100, "id");

    private CopyTrack.Copy copy(long offset) {
        CopyTrack.Copy copy = track.begin(offset);
        track.passed(offset + 1);
        return copy;
    }

    @Test
    void there_is_nothing_to_mark_at_first() {
        assertFalse(track.unmarked());
        assertEquals(100, track.mark());
    }

    @Test
    void messages_that_need_no_copy_move_the_mark() {
        track.passed(150);
        assertTrue(track.unmarked());
        assertEquals(new RetainedLoad.Mark(150, "id"), track.toMark());
    }

    @Test
    void a_mark_says_no_more_than_what_is_acknowledged() {
        CopyTrack.Copy first = copy(100);
        CopyTrack.Copy second = copy(105);
        track.passed(110);
        assertEquals(100, track.mark());
        track.settled(second);
        assertEquals(100, track.mark());
        track.settled(first);
        assertEquals(110, track.mark());
    }

    @Test
    void a_mark_that_is_in_the_log_is_not_written_again() {
        track.passed(150);
        track.marking = true;
        assertFalse(track.unmarked());
        track.marking = false;
        track.marked(150);
        assertFalse(track.unmarked());
        track.passed(151);
        assertTrue(track.unmarked());
    }

    @Test
    void is_behind_until_it_has_looked_at_all_that_the_tail_has_brought() {
        assertFalse(track.behind());
        track.seen(120);
        assertTrue(track.behind());
        track.passed(120);
        assertFalse(track.behind());
    }
}
