package org.kafkamqtt.consumer.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.group.Some.place;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.text.Bytes;

class LagScreenTest {
    private static final long SECOND = 1_000_000_000L;

    private final Trend trend = new Trend(Duration.ofSeconds(15));

    private static List<GroupLag> lags(long committed, long end) {
        return List.of(new GroupLag(
                Some.group("billing", Some.member("c1", "orders", 0)),
                List.of(place("orders", 0, committed, 0, end), place("orders", 1, -1, 0, 10))));
    }

    private LagScreen screen() {
        trend.see(0, lags(1000, 5000));
        trend.see(2 * SECOND, lags(1400, 5100));
        return new LagScreen(lags(1400, 5100), trend, false);
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void people_see_paces_and_the_time_left() {
        assertEquals(
                """
                GROUP    TOPIC   PARTITION  COMMITTED    END    LAG  NEW/S  RATE/S  LEFT  CLIENT
                billing  orders          0      1,400  5,100  3,700     50     200  25 s  c1
                billing  orders          1          -     10      -      0       -     -  -
                total                                         3,700     50     200     -
                """
                        .stripTrailing(),
                String.join("\n", screen().lines(100, 24)));
    }

    @Test
    void on_80_columns_the_lag_and_the_time_left_are_still_there() {
        List<String> lines = screen().lines(79, 24);
        lines.forEach(line -> assertTrue(line.length() <= 79, line));
        assertTrue(lines.get(0).contains("LAG") && lines.get(0).contains("LEFT"), lines.get(0));
    }

    @Test
    void where_there_is_little_room_the_furthest_are_shown() {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            places.add(place("orders", i, i, 0, 100));
        }
        List<String> lines = new LagScreen(List.of(new GroupLag(Some.group("g"), places)), trend, false).lines(79, 6);
        assertEquals(6, lines.size());
        assertTrue(lines.get(1).contains(" 0 "), lines.get(1));
        assertEquals("… 27 more partitions", lines.get(4));
        assertTrue(lines.get(5).startsWith("total"), lines.get(5));
    }

    @Test
    void programs_get_plain_numbers_and_null_for_what_is_not_known() {
        Bytes out = new Bytes();
        screen().addJson(out, 1700);
        assertEquals(
                "{\"time\":1700,\"group\":\"billing\",\"topic\":\"orders\",\"partition\":0,\"committed\":1400,\"end\":5100,"
                        + "\"lag\":3700,\"rate\":200.0,\"arriving\":50.0,\"left\":25,\"client\":\"c1\"}\n"
                        + "{\"time\":1700,\"group\":\"billing\",\"topic\":\"orders\",\"partition\":1,\"committed\":null,"
                        + "\"end\":10,\"lag\":null,\"rate\":null,\"arriving\":0.0,\"left\":null,\"client\":null}\n",
                text(out));
        Bytes fields = new Bytes();
        screen().addFields(fields, 1700);
        assertEquals(
                """
                1700	billing	orders	0	1400	5100	3700	200.0	50.0	25	c1
                1700	billing	orders	1	-	10	-	-	0.0	-	-
                """,
                text(fields));
    }

    @Test
    void an_empty_partition_keeps_nobody_waiting() {
        List<GroupLag> lags = List.of(
                new GroupLag(Some.group("g"), List.of(place("orders", 0, 10, 0, 10), place("orders", 1, -1, 0, 0))));
        trend.see(0, lags);
        trend.see(SECOND, lags);
        List<String> lines = new LagScreen(lags, trend, false).lines(100, 24);
        assertTrue(lines.get(3).matches("total .*  0 s"), lines.get(3));
    }

    @Test
    void a_group_that_never_gets_there_is_said_to() {
        trend.see(0, lags(1000, 5000));
        trend.see(SECOND, lags(1000, 5001));
        assertTrue(new LagScreen(lags(1000, 5001), trend, false)
                .lines(100, 24)
                .get(1)
                .contains("  never  "));
    }
}
