package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.sandbox.trial.Pty;

/** Help on a terminal: laid out for its width, with bold headings, no line of it wrapped. */
class HelpScreenJarIT {
    private static Pty.Ended shown(int columns, int rows, String command, Map<String, String> environment) {
        assumeTrue(Pty.available(), "no terminal can be made: help is not looked at");
        try (Pty terminal = Pty.start(columns, rows, command, environment)) {
            return terminal.ended(60);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "80, 24, kafka-consumer --help",
        "60, 20, kafka-consumer --help",
        "80, 24, kafka-consumer --help=all",
        "60, 20, kafka-consumer --help=all",
        "60, 20, kafka-producer --help=all",
        "80, 24, mqtt-publish --help=all",
        "60, 20, mqtt-publish --help",
        "60, 20, mqtt-subscribe --help=all",
        "80, 24, balancer --help",
        "60, 20, balancer simulate --help=all",
        "60, 20, kafka-consumer lag --help",
        "60, 20, kafka-topics --help=all",
        "60, 20, mqtt-broker --help=all",
        "60, 20, kafka-consumer help offset",
        "40, 20, sandbox --help=all"
    })
    void no_line_of_it_wraps(int columns, int rows, String command) {
        Pty.Ended ended = shown(columns, rows, "bin/" + command, Map.of());
        assertEquals(0, ended.status());
        assertEquals("", String.join("\n", ended.screen().wrapped()));
        assertTrue(ended.screen().all().size() > 10, ended.screen().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka-consumer",
                "kafka-producer",
                "kafka-topics",
                "mqtt-publish",
                "mqtt-subscribe",
                "mqtt-broker",
                "balancer"
            })
    void a_bare_name_is_told_in_three_lines_what_to_type(String tool) {
        Pty.Ended ended = shown(60, 20, "bin/" + tool, Map.of("XDG_CONFIG_HOME", "/nonexistent"));
        assertEquals(2, ended.status());
        assertEquals(3, ended.screen().all().size(), ended.screen().text());
        assertTrue(
                ended.screen().all().get(2).endsWith(tool + " --help"),
                ended.screen().text());
    }

    @ParameterizedTest
    @CsvSource({"'', '', true", "1, '', false", "'', 1, true"})
    void headings_are_bold_unless_no_colour_is_wanted(String none, String force, boolean bold) {
        assumeTrue(Pty.available(), "no terminal can be made: help is not looked at");
        Map<String, String> environment = Map.of("NO_COLOR", none, "CLICOLOR_FORCE", force);
        try (Pty terminal = Pty.start(80, 24, "bin/balancer --help", environment)) {
            assertEquals(0, terminal.ended(60).status());
            assertEquals(bold, terminal.sent().contains("\u001b[1mCommands:\u001b[0m"), terminal.sent());
        }
    }
}
