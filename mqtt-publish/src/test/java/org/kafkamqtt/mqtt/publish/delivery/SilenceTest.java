package org.kafkamqtt.mqtt.publish.delivery;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final Duration LIMIT = Duration.ofNanos(100);

    private long now;
    private final Silence silence = new Silence(() -> now);

    @Test
    void lasts_from_the_last_answer_on_and_not_a_moment_less() {
        silence.connected();
        silence.brokenAt(50);
        now = 150;
        assertFalse(silence.lasts(LIMIT));
        now = 151;
        assertTrue(silence.lasts(LIMIT));
    }

    @Test
    void is_nobodys_fault_without_a_connection() {
        now = 1_000;
        assertFalse(silence.lasts(LIMIT));
        silence.connected();
        now = 2_000;
        silence.lost();
        assertFalse(silence.lasts(LIMIT));
    }

    @Test
    void begins_anew_with_each_connection() {
        now = 1_000;
        silence.connected();
        assertFalse(silence.lasts(LIMIT));
        now = 1_101;
        assertTrue(silence.lasts(LIMIT));
    }

    @Test
    void may_be_counted_from_a_later_moment() {
        silence.connected();
        now = 200;
        assertTrue(silence.lasts(LIMIT));
        assertFalse(silence.lastsSince(150, LIMIT));
    }
}
