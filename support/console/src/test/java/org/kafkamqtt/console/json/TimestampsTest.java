package org.kafkamqtt.console.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which times there are, wherever one is written. */
class TimestampsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "9999, 9999",
        "9223372036854775807, 9223372036854775807",
        "1.7e12, 1700000000000",
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T01:00:00+0100, 0",
        "2026-01-02T04:04:05.678+01:00, 1767323045678"
    })
    void reads_milliseconds_and_iso_times(String text, long millis) throws MalformedLine {
        assertEquals(millis, Timestamps.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-5",
                "1.5",
                "9223372036854775808",
                "1969-12-31T23:59:59Z",
                "+999999999-12-31T23:59:59Z",
                "",
                "now",
                "2026-01-02",
                "2026-13-02T00:00:00Z",
                "1e99",
                "0x10",
                "-"
            })
    void refuses_what_is_no_time_that_kafka_holds_by_its_own_words(String text) {
        MalformedLine refused = assertThrows(MalformedLine.class, () -> Timestamps.parse(text));
        assertEquals("'" + text + "'", refused.clause().substring(0, text.length() + 2));
    }

    @Test
    void only_minus_one_of_a_program_is_no_time_at_all() throws MalformedLine {
        assertEquals(OptionalLong.empty(), Timestamps.number("-1"));
        assertEquals(OptionalLong.of(0), Timestamps.number("0"));
        assertThrows(MalformedLine.class, () -> Timestamps.number("-2"));
    }
}
