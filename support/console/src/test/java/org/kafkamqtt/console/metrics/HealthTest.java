package org.kafkamqtt.console.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a run is fit for its work. */
class HealthTest {
    private final Health health = new Health();

    private void at(int second, boolean connected, long waiting, long progress) {
        at(second, connected, waiting, progress, 0);
    }

    private void at(int second, boolean connected, long waiting, long progress, long errors) {
        health.note(new Pulse("b:9092", "record", connected, waiting, progress, errors), nanos(second), 1000L * second);
    }

    private static long nanos(int second) {
        return TimeUnit.SECONDS.toNanos(second);
    }

    private Optional<String> obstacle(int second) {
        return health.obstacle(nanos(second));
    }

    @Test
    void nothing_can_be_done_before_the_first_connection() {
        assertEquals(Optional.of("not connected yet"), obstacle(0));
        at(1, false, 0, 0);
        assertEquals(Optional.of("not connected yet"), obstacle(1));
        at(2, true, 0, 0);
        assertEquals(Optional.empty(), obstacle(2));
    }

    @Test
    void a_lost_connection_has_five_seconds_to_come_back() {
        at(1, true, 0, 0);
        at(2, false, 0, 0);
        assertEquals(Optional.empty(), obstacle(5));
        assertEquals(Optional.of("no connection to b:9092 for 5 s"), obstacle(6));
        at(7, true, 0, 0);
        assertEquals(Optional.empty(), obstacle(7));
    }

    @Test
    void what_waits_may_wait_for_thirty_seconds() {
        at(1, true, 0, 7);
        at(10, true, 3, 7);
        at(39, true, 3, 7);
        assertEquals(Optional.empty(), obstacle(39));
        at(40, true, 3, 7);
        assertEquals(Optional.of("no progress for 30 s, with 3 records waiting"), obstacle(40));
    }

    @Test
    void one_answer_begins_the_time_anew() {
        at(10, true, 3, 7);
        at(39, true, 3, 8);
        assertEquals(Optional.empty(), obstacle(68));
        assertEquals(Optional.of("no progress for 30 s, with 3 records waiting"), obstacle(69));
    }

    @Test
    void nothing_to_do_for_long_is_no_obstacle() {
        at(1, true, 0, 7);
        at(1000, true, 0, 7);
        at(1001, true, 1, 7);
        assertEquals(Optional.empty(), obstacle(1001));
    }

    @Test
    void remembers_when_something_failed_last() {
        at(1, true, 0, 0);
        assertEquals(0, lastError());
        at(2, true, 0, 0, 5);
        at(3, true, 0, 0, 5);
        assertEquals(2, lastError());
        at(4, false, 0, 0, 5);
        at(5, true, 0, 0, 5);
        assertEquals(4, lastError());
    }

    private double lastError() {
        Collected collected = new Collected();
        health.tell(collected, nanos(100));
        return collected.value("last_error_timestamp_seconds");
    }
}
