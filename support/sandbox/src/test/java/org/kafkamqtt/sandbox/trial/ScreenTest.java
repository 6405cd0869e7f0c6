package org.kafkamqtt.sandbox.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static List<String> lines(String sent) {
        return Screen.of(5, 3, sent).lines();
    }

    @Test
    void lines_go_on_where_a_carriage_return_and_a_line_feed_lead() {
        assertEquals(List.of("abc", "de"), lines("abc\r\nde"));
        assertEquals(List.of("xbc"), lines("abc\rx"));
        assertEquals(List.of("abx"), lines("abc\bx"));
    }

    @Test
    void a_line_that_is_too_long_wraps_and_is_told() {
        Screen screen = Screen.of(5, 3, "abcdefg\r\nhi");
        assertEquals(List.of("abcde", "fg", "hi"), screen.lines());
        assertEquals(List.of("abcde"), screen.wrapped());
    }

    @Test
    void a_line_that_just_fits_does_not_wrap() {
        Screen screen = Screen.of(5, 3, "abcde\r\nf");
        assertEquals(List.of("abcde", "f"), screen.lines());
        assertEquals(List.of(), screen.wrapped());
    }

    @Test
    void what_leaves_at_the_top_is_kept() {
        Screen screen = Screen.of(5, 3, "1\r\n2\r\n3\r\n4\r\n5");
        assertEquals(List.of("3", "4", "5"), screen.lines());
        assertEquals(List.of("1", "2", "3", "4", "5"), screen.all());
    }

    @Test
    void the_cursor_moves_and_clears() {
        assertEquals(List.of("x", "", "z"), lines("1\r\n2\r\n3\u001b[2A\rx\u001b[J\u001b[3;1Hz"));
        assertEquals(List.of("a"), lines("abc\u001b[2D\u001b[K"));
        assertEquals(List.of("  x"), lines("\u001b[1mab\u001b[0m\u001b[2K\u001b[3Gx"));
    }

    @Test
    void wide_characters_take_two_cells_and_marks_none() {
        assertEquals(List.of("温度", "計"), Screen.of(5, 3, "温度計").lines());
        assertEquals(List.of("ae\u0301b"), lines("ae\u0301b"));
    }

    @Test
    void refuses_what_it_does_not_know() {
        assertThrows(IllegalArgumentException.class, () -> lines("\u001b[5r"));
        assertThrows(IllegalArgumentException.class, () -> lines("\u001b]0;title"));
    }
}
