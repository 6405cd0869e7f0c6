package org.kafkamqtt.consumer.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.kafkamqtt.consumer.group.Some.place;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupLagTest {
    private static GroupLag lag(Place... places) {
        return new GroupLag(Some.group("billing"), List.of(places));
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, 10, 7, ''",
        "10, 0, 10, 0, ''",
        "12, 0, 10, 0, beyond the end",
        "3, 5, 10, 7, its records are gone"
    })
    void what_is_left_to_read_is_counted_up_to_the_end(long committed, long first, long end, long lag, String oddity) {
        Place place = place("orders", 0, committed, first, end);
        assertEquals(OptionalLong.of(lag), place.lag());
        assertEquals(oddity, place.oddity());
    }

    @Test
    void a_lag_that_the_broker_counts_is_believed() {
        OptionalLong three = OptionalLong.of(3);
        Place place = new Place(Some.partition("orders", 0), three, OptionalLong.of(0), OptionalLong.of(9), three);
        assertEquals(three, place.lag());
    }

    @Test
    void a_group_may_be_behind_by_so_many_and_no_more() {
        GroupLag lag = lag(place("orders", 0, 3, 0, 10), place("orders", 1, 9, 0, 10));
        assertEquals(8, lag.lag());
        assertEquals("", lag.excess(8));
        assertEquals("group 'billing' is behind by 8, more than --max 7", lag.excess(7));
    }

    @Test
    void where_nothing_is_committed_all_records_may_be_left_to_read() {
        GroupLag lag = lag(place("orders", 0, 3, 0, 10), place("orders", 1, -1, 5, 10));
        assertEquals("", lag.excess(12));
        assertEquals(
                "group 'billing' is behind by 7 and by an unknown number in orders-1, where nothing is committed or the"
                        + " end is not known",
                lag.excess(11));
        assertEquals("", lag(place("orders", 0, -1, 5, 5)).excess(0));
    }

    @Test
    void what_cannot_be_known_is_too_much() {
        GroupLag lag = lag(place("orders", 0, 3, 0, -1), place("orders", 1, 3, 0, -1));
        assertEquals(
                "group 'billing' is behind by 0 and by an unknown number in orders-0 and 1 more, where nothing is"
                        + " committed or the end is not known",
                lag.excess(1_000_000));
        assertEquals("", lag().excess(0));
    }
}
