package org.kafkamqtt.console.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
    @ParameterizedTest
    @CsvSource({
        "xterm, '', '', true, false",
        "dumb, '', '', false, false",
        "xterm, 1, '', false, false",
        "xterm, '', 1, true, true",
        "dumb, '', 1, true, true",
        "xterm, '', 0, true, false",
        "xterm, 1, 1, false, false",
    })
    void colours_are_for_terminals_unless_they_are_forced_or_forbidden(
            String term, String no, String force, boolean onTerminal, boolean elsewhere) {
        Map<String, String> environment = Map.of("TERM", term, "NO_COLOR", no, "CLICOLOR_FORCE", force);
        assertEquals(onTerminal, Terminal.colours(true, environment));
        assertEquals(elsewhere, Terminal.colours(false, environment));
    }

    @Test
    void a_dumb_terminal_does_not_redraw() {
        assertFalse(Terminal.redraws(Map.of("TERM", "dumb")));
        assertTrue(Terminal.redraws(Map.of()));
    }
}
