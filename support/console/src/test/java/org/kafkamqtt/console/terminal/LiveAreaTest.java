package org.kafkamqtt.console.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveAreaTest {
    private static final String CLEAR = "\r\u001b[J";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final LiveArea area = new LiveArea(terminal, TerminalSize.of(10, 5));
    private final PrintStream err = new PrintStream(area.above(terminal), true, UTF_8);

    private void bar(String line) {
        area.show(LiveArea.Place.BAR, (width, rows) -> List.of(line));
    }

    private void table(String... lines) {
        area.show(LiveArea.Place.TABLE, (width, rows) -> List.of(lines));
    }

    /** What was sent to the terminal since the last time. */
    private String sent() {
        String sent = terminal.toString(UTF_8);
        terminal.reset();
        return sent;
    }

    @Test
    void a_line_is_drawn_and_the_cursor_goes_back_to_its_beginning() {
        bar("one");
        assertEquals(CLEAR + "one\r", sent());
        bar("two");
        assertEquals(CLEAR + "two\r", sent());
    }

    @Test
    void table_and_bar_are_drawn_together_whoever_comes_first() {
        bar("bar");
        table("head", "row");
        assertEquals(CLEAR + "bar\r" + CLEAR + "head\nrow\nbar\u001b[2A\r", sent());
    }

    @Test
    void what_is_written_meanwhile_stays_above() {
        bar("bar");
        sent();
        err.println("warning");
        assertEquals(CLEAR + "warning\n" + CLEAR + "bar\r", sent());
    }

    @Test
    void nothing_is_drawn_into_a_line_that_has_not_ended() {
        bar("bar");
        sent();
        err.print("half ");
        bar("bar");
        assertEquals(CLEAR + "half ", sent());
        err.println("a line");
        assertEquals("a line\n" + CLEAR + "bar\r", sent());
    }

    @Test
    void what_is_removed_is_cleared_and_the_rest_stays() {
        bar("bar");
        table("table");
        sent();
        area.remove(LiveArea.Place.BAR);
        assertEquals(CLEAR + "table\r", sent());
        area.remove(LiveArea.Place.TABLE);
        assertEquals(CLEAR, sent());
        area.remove(LiveArea.Place.TABLE);
        err.println("summary");
        assertEquals("summary\n", sent());
    }

    @Test
    void no_line_reaches_the_last_cell() {
        bar("0123456789");
        assertEquals(CLEAR + "01234567…\r", sent());
    }

    @Test
    void there_are_never_more_lines_than_rows_and_the_bar_comes_first() {
        area.show(LiveArea.Place.TABLE, (width, rows) -> {
            assertEquals(9, width);
            return Collections.nCopies(100, Integer.toString(rows));
        });
        sent();
        bar("bar");
        assertEquals(CLEAR + "3\n3\n3\nbar\u001b[3A\r", sent());
    }

    @Test
    void a_terminal_of_another_size_is_drawn_anew() {
        Deque<String> sizes = new ArrayDeque<>(List.of("5 10", "5 6"));
        LiveArea resized = new LiveArea(terminal, new TerminalSize(Map.of(), sizes::remove));
        resized.show(LiveArea.Place.BAR, (width, rows) -> List.of("width " + width));
        sent();
        resized.resized();
        assertEquals(CLEAR + "widt…\r", sent());
    }

    @Test
    void after_its_end_nothing_is_drawn() {
        bar("bar");
        sent();
        area.close();
        bar("bar");
        assertEquals(CLEAR, sent());
    }

    @Test
    void what_another_stream_writes_to_the_same_terminal_stays_above_too() throws IOException {
        ByteArrayOutputStream other = new ByteArrayOutputStream();
        OutputStream out = area.above(other);
        bar("bar");
        sent();
        out.write("record\n".getBytes(UTF_8));
        assertEquals("record\n", other.toString(UTF_8));
        assertEquals(CLEAR + CLEAR + "bar\r", sent());
    }

    @Test
    void where_nothing_is_drawn_streams_are_left_alone() {
        LiveArea nowhere = LiveArea.nowhere();
        assertSame(terminal, nowhere.above(terminal));
        nowhere.show(LiveArea.Place.BAR, (width, rows) -> List.of("bar"));
        assertEquals("", sent());
    }
}
