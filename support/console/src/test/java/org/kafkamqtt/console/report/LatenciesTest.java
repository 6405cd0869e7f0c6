package org.kafkamqtt.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private final Latencies latencies = new Latencies();

    @Test
    void without_any_there_is_none() {
        assertEquals(0, latencies.millis(50));
    }

    @Test
    void a_percentile_is_what_that_part_did_not_exceed() {
        for (int millis = 1; millis <= 100; millis++) {
            latencies.record(millis * 1_000_000L);
        }
        assertEquals(50, latencies.millis(50), 0.5);
        assertEquals(99, latencies.millis(99), 1);
        assertEquals(100, latencies.millis(100), 1);
    }

    @Test
    void a_distribution_counts_up_to_each_time() {
        latencies.record(2_000_000, 3);
        latencies.record(7_000_000);
        Distribution all = latencies.distribution(1_000, 5_000, 10_000);
        assertEquals(
                List.of(
                        new Distribution.Step(0.001, 0),
                        new Distribution.Step(0.005, 3),
                        new Distribution.Step(0.01, 4)),
                all.steps());
        assertEquals(4, all.count());
        assertEquals(0.013, all.seconds(), 0.0002);
    }

    @Test
    void a_clock_that_jumps_does_not_break_it() {
        latencies.record(-5);
        latencies.record(Long.MAX_VALUE);
        assertEquals(0, latencies.millis(50));
        assertEquals(3_600_000, latencies.millis(100), 40_000);
    }
}
