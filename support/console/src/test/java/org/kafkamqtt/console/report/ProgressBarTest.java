package org.kafkamqtt.console.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.terminal.LiveArea;
import org.kafkamqtt.console.terminal.TerminalSize;

class ProgressBarTest {
    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            Console.of("tool", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);

    private static ProgressBar.State state(double share) {
        return new ProgressBar.State(
                "1234567 acknowledged, 0 failed",
                List.of("1,234,567 acknowledged", "186,432/s", "38.2 MB/s"),
                share < 0 ? OptionalDouble.empty() : OptionalDouble.of(share));
    }

    private String told() {
        return err.toString(UTF_8);
    }

    @Test
    void elsewhere_it_is_a_line_each_second() {
        ProgressBar bar = new ProgressBar(console, 0);
        assertFalse(bar.due(SECOND - 1));
        assertTrue(bar.due(SECOND));
        bar.draw(state(-1), SECOND);
        assertFalse(bar.due(SECOND + 1));
        assertEquals("tool: 1234567 acknowledged, 0 failed\n", told());
    }

    @Test
    void elsewhere_its_lines_keep_their_plain_digits() {
        assertEquals(
                "[#####...............] 25% 1234567 acknowledged, 0 failed, 30 s left",
                ProgressBar.plain(state(0.25), 10));
        assertEquals("1234567 acknowledged, 0 failed", ProgressBar.plain(state(0), 10));
    }

    @Test
    void on_a_terminal_it_redraws_itself_five_times_a_second_and_leaves_nothing() {
        PrintStream terminal = new PrintStream(err, true, UTF_8);
        LiveArea live = new LiveArea(terminal, TerminalSize.of(50, 24));
        Console onTerminal = new Console(
                "tool",
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                terminal,
                Map.of(),
                new Stop(),
                live);
        ProgressBar bar = new ProgressBar(onTerminal, 0);
        assertFalse(bar.due(SECOND / 5 - 1));
        assertTrue(bar.due(SECOND / 5));
        bar.draw(state(-1), SECOND / 5);
        bar.clear();
        assertEquals("\r\u001b[J1,234,567 acknowledged  186,432/s  38.2 MB/s\r\r\u001b[J", told());
    }

    @ParameterizedTest
    @CsvSource({
        "119, '[#########...........]  46 %  1,234,567 acknowledged  186,432/s  38.2 MB/s  1 min 10 s left'",
        "89, '[########..........]  46 %  1,234,567 acknowledged  186,432/s  38.2 MB/s  1 min 10 s left'",
        "79, '[###.....]  46 %  1,234,567 acknowledged  186,432/s  38.2 MB/s  1 min 10 s left'",
        "59, '[####......]  46 %  1,234,567 acknowledged  1 min 10 s left'",
        "50, '46 %  1,234,567 acknowledged  1 min 10 s left'",
        "19, '[#####......]  46 %'",
    })
    void what_is_needed_least_makes_room_first(int width, String line) {
        assertEquals(line, ProgressBar.line(state(0.46), 60, width));
    }

    @Test
    void an_unknown_end_has_neither_a_bar_nor_a_time() {
        assertEquals("1,234,567 acknowledged  186,432/s  38.2 MB/s", ProgressBar.line(state(-1), 60, 79));
        assertEquals("1,234,567 acknowledged  186,432/s  38.2 MB/s", ProgressBar.line(state(0), 60, 79));
        assertEquals(
                "[####################]  100 %  1,234,567 acknowledged  186,432/s  38.2 MB/s",
                ProgressBar.line(state(1), 60, 79));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 40, 50, 60, 70, 80, 90, 100, 120})
    void no_line_is_wider_than_allowed(int width) {
        for (int percent = 0; percent <= 100; percent++) {
            String line = ProgressBar.line(state(percent / 100.0), 60, width);
            assertTrue(line.length() <= width || line.equals("1,234,567 acknowledged"), line);
        }
    }
}
