package org.kafkamqtt.console.into;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class IntoWindowTest {
    @Test
    void a_bare_number_is_lines_and_one_with_a_unit_bytes() {
        assertEquals(new IntoWindow(100, 16 << 20), IntoWindow.parse("100"));
        assertEquals(new IntoWindow(Long.MAX_VALUE, 64 << 20), IntoWindow.parse("64MiB"));
        assertEquals(new IntoWindow(Long.MAX_VALUE, 1_500_000), IntoWindow.parse("1.5 MB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0K", "-1", "x", "1.5", "10 apples", "99999999999999999999", "1e3"})
    void nonsense_is_a_usage_error(String text) {
        Failure failure = assertThrows(Failure.class, () -> IntoWindow.parse(text));
        assertEquals(ExitStatus.USAGE, failure.status());
    }

    @Test
    void a_line_that_is_larger_than_the_window_goes_alone() {
        IntoWindow window = new IntoWindow(3, 100);
        assertTrue(window.admits(1000, 0, 0));
        assertFalse(window.admits(1000, 1, 1));
        assertTrue(window.admits(60, 1, 40));
        assertFalse(window.admits(61, 1, 40));
        assertTrue(window.admits(1, 2, 2));
        assertFalse(window.admits(1, 3, 3));
    }

    @Test
    void sizes_follow_lines_in_and_out_through_every_growth_of_the_ring() {
        LineSizes sizes = new LineSizes();
        long in = 0;
        long out = 0;
        for (int i = 1; i <= 20_000; i++) {
            sizes.add(i);
            in += i;
            if (i % 3 == 0) {
                sizes.settleTo(i / 3);
                out = (long) (i / 3) * (i / 3 + 1) / 2;
            }
            assertEquals(in - out, sizes.bytes());
            assertEquals(i - i / 3, sizes.lines());
        }
        sizes.settleTo(20_000);
        sizes.settleTo(5);
        assertEquals(0, sizes.bytes());
        assertEquals(0, sizes.lines());
    }
}
