package org.kafkamqtt.console.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "999|999", "1000|1,000", "12345678|12,345,678", "-1234|-1,234"})
    void sets_thousands_apart(long number, String text) {
        assertEquals(text, Figures.count(number));
    }

    @Test
    void one_is_singular_and_all_others_are_not() {
        assertEquals("0 bytes", Figures.count(0, "byte"));
        assertEquals("1 byte", Figures.count(1, "byte"));
        assertEquals("1,001 bytes", Figures.count(1001, "byte"));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 B",
        "999,999 B",
        "999.6,1.0 kB",
        "1000,1.0 kB",
        "38249999,38.2 MB",
        "999949,999.9 kB",
        "999951,1.0 MB",
        "9.2e18,9.2 EB",
        "1e22,10000.0 EB"
    })
    void gives_bytes_the_unit_that_fits(double bytes, String text) {
        assertEquals(text, Figures.size(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 s",
        "1,0.1 s",
        "400,0.4 s",
        "949,0.9 s",
        "950,1 s",
        "1000,1 s",
        "59949,59 s",
        "60000,1 min 00 s",
        "200000,3 min 20 s",
        "3600000,1 h 00 min",
        "3900000,1 h 05 min",
        "86400000,1 d 00 h",
        "183600000,2 d 03 h"
    })
    void gives_a_time_its_two_largest_units(long millis, String text) {
        assertEquals(text, Figures.time(Duration.ofMillis(millis)));
    }
}
