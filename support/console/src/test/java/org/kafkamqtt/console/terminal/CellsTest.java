package org.kafkamqtt.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "abc, 3",
        "über, 4",
        "温度, 4",
        "e\u0301, 1",
        "🌡, 1",
        "🔥🔥, 4",
        "한국, 4",
        "ｗ, 2",
        "…, 1",
        "\u26a1, 2"
    })
    void a_letter_takes_one_cell_a_chinese_character_two_and_a_combining_mark_none(String text, int cells) {
        assertEquals(cells, Cells.width(text));
    }

    @ParameterizedTest
    @CsvSource({
        "abcdef, 6, abcdef",
        "abcdef, 5, abcd…",
        "abcdef, 1, …",
        "abcdef, 0, ''",
        "温度計, 6, 温度計",
        "温度計, 5, 温度…",
        "温度計, 4, 温…",
        "ae\u0301b, 2, a…",
        "ae\u0301bc, 3, ae\u0301…",
    })
    void what_has_no_room_is_cut_between_characters(String text, int room, String cut) {
        assertEquals(cut, Cells.cut(text, room));
    }

    @Test
    void a_style_takes_no_cells_and_is_ended_where_text_is_cut() {
        String bold = Cells.bold("abcdef");
        assertEquals(6, Cells.width(bold));
        assertEquals(bold, Cells.cut(bold, 6));
        assertEquals("\u001b[1mabc…\u001b[0m", Cells.cut(bold, 4));
    }

    @ParameterizedTest
    @CsvSource({
        "9, 'tool: one', 'tool: one'",
        "8, 'tool: one', 'tool:|  one'",
        "12, 'tool: one two three four', 'tool: one|  two three|  four'",
        "10, 'tool: one  two', 'tool: one |  two'",
        "8, 'tool: /long/path/of/a/file is gone', 'tool:|  /long/path/of/a/file|  is|  gone'",
        "4, 'abcdefgh', 'abcdefgh'",
        "1, 'a b c', 'a|  b|  c'",
        "7, '温度温 abc', '温度温|  abc'",
    })
    void a_line_that_is_too_long_breaks_at_spaces(int width, String text, String lines) {
        assertEquals(List.of(lines.split("\\|")), Cells.folded(text, width));
    }

    @Test
    void texts_are_filled_up_by_cells() {
        assertEquals("温  ", Cells.left("温", 4));
        assertEquals("  温", Cells.right("温", 4));
        assertEquals("abc", Cells.right("abc", 2));
    }

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "'a\u001b[2Jb', 'a\\x1b[2Jb'",
        "'a\nb\tc\u0085', 'a\\x0ab\\x09c\\x85'",
        "'a\u202eb\u2028\ud800', 'a\\u202eb\\u2028\\ud800'",
        "温度 ü, 温度 ü",
    })
    void what_would_move_the_cursor_is_written_out(String text, String harmless) {
        assertEquals(harmless, Cells.harmless(text));
    }
}
