package org.kafkamqtt.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalSizeTest {
    @ParameterizedTest
    @CsvSource({
        "'30 100', '', '', 100, 30",
        "'30 100\n', '', '', 100, 30",
        "'30 100', 60, 20, 60, 20",
        "'30 100', 200, 50, 100, 30",
        "'', 132, 43, 132, 43",
        "'', wide, -1, 80, 24",
        "'0 0', '', '', 80, 24",
        "'stty: no terminal', '', '', 80, 24",
        "'20 60', 0, 99999, 60, 20",
    })
    void is_what_the_terminal_says_within_what_the_environment_allows(
            String stty, String columns, String lines, int width, int height) {
        TerminalSize size = new TerminalSize(Map.of("COLUMNS", columns, "LINES", lines), () -> stty);
        assertEquals(width, size.width());
        assertEquals(height, size.height());
    }

    @Test
    void is_asked_again_only_after_a_change() {
        Deque<String> answers = new ArrayDeque<>(List.of("24 80", "20 60"));
        TerminalSize size = new TerminalSize(Map.of(), answers::remove);
        assertEquals(80, size.width());
        assertEquals(24, size.height());
        size.changed();
        assertEquals(60, size.width());
        assertEquals(20, size.height());
    }
}
