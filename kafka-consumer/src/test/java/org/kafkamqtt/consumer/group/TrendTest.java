package org.kafkamqtt.consumer.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.group.Some.place;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static final long SECOND = 1_000_000_000L;

    private final Trend trend = new Trend(Duration.ofSeconds(10));

    private void see(long seconds, long committed, long end) {
        trend.see(
                seconds * SECOND,
                List.of(new GroupLag(Some.group("g"), List.of(place("orders", 0, committed, 0, end)))));
    }

    private Pace pace() {
        return trend.pace("g", Some.partition("orders", 0));
    }

    @Test
    void one_look_tells_nothing_of_a_pace() {
        see(0, 5, 10);
        assertEquals(Pace.UNKNOWN, pace());
        assertEquals(Pace.UNKNOWN, trend.pace("nobody", Some.partition("orders", 0)));
    }

    @Test
    void paces_are_those_of_the_window_however_often_it_is_looked() {
        see(0, 0, 1000);
        for (int i = 1; i <= 20; i++) {
            // Committed every five seconds: in steps of 50.
            see(i, i / 5 * 50L, 1000 + 2 * i);
        }
        assertEquals(OptionalDouble.of(10), pace().rate());
        assertEquals(OptionalDouble.of(2), pace().arriving());
    }

    @Test
    void looks_further_apart_than_the_window_are_compared_with_one_another() {
        see(0, 0, 100);
        see(60, 600, 700);
        see(120, 660, 700);
        assertEquals(OptionalDouble.of(1), pace().rate());
        assertEquals(OptionalDouble.of(0), pace().arriving());
    }

    @Test
    void a_group_that_was_put_back_begins_anew() {
        see(0, 50, 100);
        see(1, 60, 100);
        see(2, 0, 100);
        assertEquals(Pace.UNKNOWN, pace());
        see(3, 7, 100);
        assertEquals(OptionalDouble.of(7), pace().rate());
    }

    @Test
    void a_topic_that_was_created_again_begins_anew() {
        see(0, -1, 100);
        see(1, -1, 3);
        assertEquals(OptionalDouble.empty(), pace().arriving());
        see(2, -1, 4);
        assertEquals(OptionalDouble.of(1), pace().arriving());
        assertEquals(OptionalDouble.empty(), pace().rate());
    }

    @Test
    void what_is_not_seen_any_more_is_forgotten() {
        see(0, 0, 100);
        trend.see(SECOND, List.of());
        see(2, 50, 100);
        assertEquals(Pace.UNKNOWN, pace());
    }

    @Test
    void the_time_left_takes_into_account_what_arrives_meanwhile() {
        Pace pace = new Pace(OptionalDouble.of(10), OptionalDouble.of(4));
        assertEquals(OptionalLong.of(17), pace.left(OptionalLong.of(100)));
        assertEquals(OptionalLong.of(0), pace.left(OptionalLong.of(0)));
        assertEquals(OptionalLong.empty(), pace.left(OptionalLong.empty()));
        assertFalse(pace.never(OptionalLong.of(100)));
    }

    @Test
    void who_is_not_faster_than_the_records_never_catches_up() {
        Pace pace = new Pace(OptionalDouble.of(4), OptionalDouble.of(4));
        assertEquals(OptionalLong.empty(), pace.left(OptionalLong.of(1)));
        assertTrue(pace.never(OptionalLong.of(1)));
        assertFalse(pace.never(OptionalLong.of(0)));
        assertFalse(Pace.UNKNOWN.never(OptionalLong.of(1)));
    }
}
