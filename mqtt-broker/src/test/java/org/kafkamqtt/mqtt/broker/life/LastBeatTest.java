package org.kafkamqtt.mqtt.broker.life;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LastBeatTest {
    private static final long HOUR = LastBeat.LONGEST_MS;
    private static final long DAY_MS = 1_764_187_200_000L;

    private final LastBeat beat = new LastBeat(DAY_MS, 500);

    @Test
    void an_hour_is_not_too_long() {
        assertFalse(beat.tooLongAgo(DAY_MS + HOUR, 500 + HOUR));
    }

    @Test
    void more_than_an_hour_is_by_either_clock() {
        assertTrue(beat.tooLongAgo(DAY_MS + HOUR + 1, 501), "the machine slept");
        assertTrue(beat.tooLongAgo(DAY_MS - HOUR, 500 + HOUR + 1), "the time of day was set back");
    }

    @Test
    void a_sign_that_is_acknowledged_counts_from_when_it_was_given() {
        beat.acknowledged(DAY_MS + HOUR, 500 + HOUR);
        assertFalse(beat.tooLongAgo(DAY_MS + 2 * HOUR, 500 + 2 * HOUR));
        assertTrue(beat.tooLongAgo(DAY_MS + 2 * HOUR + 1, 500 + 2 * HOUR));
    }
}
