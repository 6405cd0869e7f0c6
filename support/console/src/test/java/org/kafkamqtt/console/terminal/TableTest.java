package org.kafkamqtt.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static Table lags(String topic) {
        return new Table()
                .left("TOPIC", 0)
                .right("LAG", 0)
                .right("END", 2)
                .left("CLIENT", 1)
                .row(topic, "7", "12,345", "one")
                .row("b", "1,234", "9", "another")
                .total("total", "1,241", "", "");
    }

    @Test
    void texts_stand_to_the_left_and_figures_to_the_right() {
        assertEquals(
                List.of(
                        "TOPIC       LAG     END  CLIENT",
                        "readings      7  12,345  one",
                        "b         1,234       9  another",
                        "total     1,241"),
                lags("readings").lines(80, false));
    }

    @Test
    void headings_are_bold_where_that_is_wanted() {
        assertEquals(
                List.of("\u001b[1mA\u001b[0m", "x"),
                new Table().left("A", 0).row("x").lines(80, true));
    }

    @Test
    void long_texts_are_cut_before_columns_are_left_out() {
        assertEquals(
                List.of(
                        "TOPIC           LAG     END  CLIENT",
                        "readings.of…      7  12,345  one",
                        "b             1,234       9  another",
                        "total         1,241"),
                lags("readings.of.all.sites").lines(36, false));
    }

    @Test
    void the_column_of_the_highest_rank_is_left_out_first() {
        assertEquals(
                "readings.of.a…      7  one",
                lags("readings.of.all.sites").lines(30, false).get(1));
        assertEquals(
                "readings.of.…      7",
                lags("readings.of.all.sites").lines(20, false).get(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 19, 20, 25, 33, 40, 80})
    void no_line_is_wider_than_allowed(int width) {
        for (String line : lags("温度計".repeat(30)).lines(width, false)) {
            assertTrue(Cells.width(line) <= width, line);
        }
    }

    @Test
    void wide_characters_keep_columns_in_line() {
        assertEquals(
                List.of("T     N", "温度  1", "abcd  2"),
                new Table()
                        .left("T", 0)
                        .right("N", 0)
                        .row("温度", "1")
                        .row("abcd", "2")
                        .lines(80, false));
    }

    @Test
    void a_cell_cannot_move_the_cursor() {
        assertEquals(
                "a\\x1b[Hb",
                new Table().left("T", 0).row("a\u001b[Hb").lines(80, false).get(1));
    }

    @Test
    void a_row_has_a_cell_for_each_column() {
        Table table = new Table().left("T", 0);
        assertThrows(IllegalArgumentException.class, () -> table.row("a", "b"));
    }
}
