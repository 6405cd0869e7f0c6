package org.kafkamqtt.mqtt.upkeep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.upkeep.ReceivedExactlyOnce.Verdict;

class ReceivedExactlyOnceTest {
    private final ReceivedExactlyOnce received = new ReceivedExactlyOnce();

    @Test
    void a_message_is_delivered_once_and_its_identifier_is_free_when_the_broker_was_told() {
        assertEquals(Verdict.DELIVER, received.arrived(7, 1));
        assertTrue(received.done(7, 1, 1));
        assertEquals(Verdict.DELIVER, received.arrived(7, 1));
    }

    @Test
    void what_is_done_while_no_connection_is_there_is_completed_when_it_comes_again() {
        received.arrived(7, 1);
        assertFalse(received.done(7, 1, 0));
        assertEquals(Verdict.COMPLETE, received.arrived(7, 2));
        assertEquals(Verdict.DELIVER, received.arrived(7, 2));
    }

    /** The broker may begin again with the PUBLISH of what we would have completed already. */
    @Test
    void what_is_done_on_a_later_connection_waits_until_it_has_come_over_that() {
        received.arrived(7, 1);
        assertFalse(received.done(7, 1, 2));
        assertEquals(Verdict.COMPLETE, received.arrived(7, 2));
    }

    @Test
    void what_has_come_again_while_the_listener_had_it_is_completed_over_that_connection() {
        received.arrived(7, 1);
        assertEquals(Verdict.WAIT, received.arrived(7, 2));
        assertTrue(received.done(7, 1, 2));
    }

    @Test
    void a_message_of_a_lost_session_says_nothing_about_the_next_one_of_its_identifier() {
        received.arrived(7, 1);
        received.arrived(8, 1);
        received.forget();
        assertFalse(received.done(8, 1, 2));
        assertEquals(Verdict.DELIVER, received.arrived(8, 2));
        assertEquals(Verdict.DELIVER, received.arrived(7, 2));
        assertFalse(received.done(7, 1, 2));
        assertTrue(received.done(7, 2, 2));
    }
}
