package org.kafkamqtt.mqtt.subscribe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StatisticsTest {
    private final Summary trouble = new Summary(1_234_567, 1_234_000, 5, 1_200_000, 12, 3);

    @Test
    void on_a_terminal_trouble_comes_before_what_went_well() {
        assertEquals(
                "1,234,567 received  5,432/s  12 dropped  3 failed  7 waiting  1,234,000 written",
                Statistics.line(trouble, 7, 5432, 79));
        assertEquals("1,234,567 received  5,432/s  12 dropped  3 failed", Statistics.line(trouble, 7, 5432, 59));
    }

    @Test
    void a_log_leaves_out_what_is_zero_and_fits_eighty_columns() {
        assertEquals("1 received, 0/s, 1 written", Statistics.plain(new Summary(1, 1, 0, 0, 0, 0), 0, 0));
        String line = Statistics.plain(new Summary(1_234_567, 1_234_567, 0, 1_234_567, 0, 0), 0, 5432);
        assertTrue(("mqtt-subscribe: " + line).length() <= 80, line);
        assertEquals(
                "1234567 received, 5432/s, 1234000 written, 1200000 acknowledged, 5 left out, 3 failed, 12 dropped,"
                        + " 7 waiting",
                Statistics.plain(trouble, 7, 5432));
    }
}
