package org.kafkamqtt.mqtt.five;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.mqtt.five.Heartbeat.Verdict;

class HeartbeatTest {
    private final Heartbeat heartbeat = new Heartbeat(10, 0);

    private Verdict look(int second, long in, long out, boolean heldUp) {
        return heartbeat.look(TimeUnit.SECONDS.toNanos(second), in, out, heldUp);
    }

    @Test
    void without_a_keep_alive_there_is_no_ping() {
        assertEquals(Verdict.NOTHING, new Heartbeat(0, 0).look(Long.MAX_VALUE, 0, 0, false));
    }

    @Test
    void a_quiet_connection_is_pinged_once_in_an_interval() {
        assertEquals(Verdict.NOTHING, look(9, 0, 0, false));
        assertEquals(Verdict.PING, look(10, 0, 0, false));
        assertEquals(Verdict.NOTHING, look(11, 2, 2, false));
        assertEquals(Verdict.NOTHING, look(20, 2, 2, false));
        assertEquals(Verdict.PING, look(21, 2, 2, false));
    }

    @Test
    void a_client_that_only_reads_pings_all_the_same() {
        for (int second = 1; second < 10; second++) {
            assertEquals(Verdict.NOTHING, look(second, second, 0, false));
        }
        assertEquals(Verdict.PING, look(10, 10, 0, false));
    }

    @Test
    void a_client_that_only_writes_pings_all_the_same() {
        for (int second = 1; second < 10; second++) {
            assertEquals(Verdict.NOTHING, look(second, 0, second, false));
        }
        assertEquals(Verdict.PING, look(10, 0, 10, false));
    }

    @Test
    void a_broker_that_does_not_answer_for_an_interval_is_dead() {
        assertEquals(Verdict.PING, look(10, 0, 0, false));
        assertEquals(Verdict.NOTHING, look(11, 0, 2, false));
        assertEquals(Verdict.NOTHING, look(20, 0, 2, false));
        assertEquals(Verdict.DEAD, look(21, 0, 2, false));
    }

    @Test
    void a_large_message_on_its_way_is_a_sign_of_life_in_both_directions() {
        assertEquals(Verdict.PING, look(10, 0, 0, false));
        assertEquals(Verdict.NOTHING, look(19, 0, 1_000, false));
        assertEquals(Verdict.NOTHING, look(28, 0, 2_000, false));
        assertEquals(Verdict.NOTHING, look(37, 500, 2_000, false));
        assertEquals(Verdict.PING, look(46, 900, 2_000, false));
        assertEquals(Verdict.NOTHING, look(55, 1_300, 2_002, false));
    }

    @Test
    void a_reader_without_room_cannot_hear_the_broker_and_pings_on() {
        assertEquals(Verdict.PING, look(10, 0, 0, true));
        assertEquals(Verdict.NOTHING, look(15, 0, 2, true));
        assertEquals(Verdict.PING, look(25, 0, 2, true));
        assertEquals(Verdict.NOTHING, look(26, 0, 4, true));
        assertEquals(Verdict.PING, look(36, 0, 4, true));
    }
}
