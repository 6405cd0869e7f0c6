package org.kafkamqtt.mqtt.broker.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class QuotaTest {
    private final Quota quota = new Quota(100);

    @Test
    void takes_up_to_its_size_and_no_more() {
        assertTrue(quota.take(60));
        assertTrue(quota.take(40));
        assertFalse(quota.take(1));
        assertEquals(100, quota.used());
    }

    @Test
    void takes_what_is_larger_than_all_if_nothing_else_is_there() {
        assertTrue(quota.take(500));
        assertFalse(quota.take(1));
    }

    @Test
    void tells_of_room_once_after_a_refusal_and_only_when_a_quarter_is_free() {
        quota.take(100);
        assertFalse(quota.take(10));
        quota.giveBack(10);
        assertFalse(quota.room());
        quota.giveBack(20);
        assertTrue(quota.room());
        assertFalse(quota.room());
    }

    @Test
    void tells_of_no_room_that_nobody_waits_for() {
        quota.take(100);
        quota.giveBack(100);
        assertFalse(quota.room());
    }

    @Test
    void owes_room_to_whom_something_else_has_refused() {
        quota.refuse();
        assertTrue(quota.room());
    }
}
