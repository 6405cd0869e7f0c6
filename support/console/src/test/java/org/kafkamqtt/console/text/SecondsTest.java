package org.kafkamqtt.console.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondsTest {
    @ParameterizedTest
    @CsvSource({"PT5S, 5 s", "PT0.05S, 0.05 s", "PT1.5S, 1.5 s", "PT2M, 120 s", "PT0S, 0 s", "PT1000S, 1000 s"})
    void seconds_have_no_digit_more_than_needed(Duration time, String expected) {
        assertEquals(expected, Seconds.text(time));
    }

    @ParameterizedTest
    @CsvSource({"PT5S, 5 s", "PT0.05S, 50 ms", "PT1.5S, 1500 ms"})
    void milliseconds_are_named_unless_they_make_whole_seconds(Duration time, String expected) {
        assertEquals(expected, Seconds.orMillis(time));
    }
}
