package org.kafkamqtt.console.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Console;

class ProgressBarTest {
    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            Console.of("probe", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);

    private String said() {
        return err.toString(UTF_8);
    }

    @Test
    void a_line_each_second_is_enough_where_nothing_redraws() {
        ProgressBar bar = new ProgressBar(console, false, 0);
        assertFalse(bar.due(SECOND - 1));
        assertTrue(bar.due(SECOND));
        bar.draw("7 records", OptionalDouble.empty(), SECOND);
        assertFalse(bar.due(2 * SECOND - 1));
        assertEquals("probe: 7 records\n", said());
    }

    @Test
    void a_terminal_shows_five_lines_a_second_in_one_place() {
        ProgressBar bar = new ProgressBar(console, true, 0);
        assertTrue(bar.due(SECOND / 5));
        bar.draw("7 records", OptionalDouble.empty(), SECOND / 5);
        bar.draw("9 records", OptionalDouble.empty(), SECOND);
        bar.clear();
        assertEquals("\r7 records\u001b[K\r9 records\u001b[K\r\u001b[K", said());
    }

    @Test
    void a_known_end_gives_a_bar_with_the_time_left() {
        assertEquals(
                "[#####...............] 25% 7 records, 30 s left",
                ProgressBar.line("7 records", OptionalDouble.of(0.25), 10));
        assertEquals(
                "[####################] 100% 7 records, 0 s left",
                ProgressBar.line("7 records", OptionalDouble.of(1), 10));
    }

    @Test
    void nothing_done_yet_says_nothing_about_the_time_left() {
        assertEquals("0 records", ProgressBar.line("0 records", OptionalDouble.of(0), 10));
    }

    @Test
    void elsewhere_there_is_no_line_to_leave_clean() {
        new ProgressBar(console, false, 0).clear();
        assertEquals("", said());
    }
}
