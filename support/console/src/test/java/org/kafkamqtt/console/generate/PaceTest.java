package org.kafkamqtt.console.generate;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.Failure;

class PaceTest {
    private static long millis(String rate, int records, int size) throws InterruptedException {
        Pace pace = Pace.parse(rate);
        long begun = System.nanoTime();
        for (int i = 0; i < records; i++) {
            pace.await(size, new Stop());
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    @Test
    void records_are_spread_over_the_time() throws InterruptedException {
        long millis = millis("1000/s", 201, 5);
        assertTrue(millis >= 190 && millis < 2000, () -> millis + " ms");
    }

    @Test
    void bytes_count_where_the_rate_has_a_size() throws InterruptedException {
        long millis = millis("1MB/s", 5, 50_000);
        assertTrue(millis >= 190 && millis < 2000, () -> millis + " ms");
    }

    @Test
    void a_wish_to_stop_ends_the_wait() throws InterruptedException {
        Stop stop = new Stop();
        stop.request();
        Pace pace = Pace.parse("1/h");
        pace.await(1, stop);
        pace.await(1, stop);
        assertTrue(stop.requested());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "0/s", "5/d", "1.2.3/s", "2XB/s"})
    void what_is_no_rate_is_refused(String text) {
        assertThrows(Failure.class, () -> Pace.parse(text));
    }
}
