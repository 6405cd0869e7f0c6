package org.kafkamqtt.console.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.terminal.LiveArea;
import org.kafkamqtt.console.terminal.TerminalSize;
import picocli.CommandLine.TypeConversionException;

class SummaryStyleTest {
    private final SummaryStyle.Words words = new SummaryStyle.Words();

    @ParameterizedTest
    @CsvSource({"text, TEXT", "JSON, JSON", "None, NONE", "auto, AUTO"})
    void takes_a_style_in_letters_of_either_case(String typed, SummaryStyle style) {
        assertEquals(style, words.convert(typed));
    }

    @Test
    void refuses_another_word_with_those_it_knows() {
        Exception refused = assertThrows(TypeConversionException.class, () -> words.convert("xml"));
        assertEquals("'xml' is not one of text, json, none", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT, false, probe: 3 read",
        "JSON, false, {}",
        "NONE, true, ''",
        "AUTO, true, probe: 3 read",
        "AUTO, false, ''",
    })
    void says_text_by_itself_only_if_there_is_something_to_tell(SummaryStyle style, boolean notable, String expected) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.of("probe", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);
        style.say(console, notable, digits -> "3 read", () -> "{}");
        assertEquals(expected, err.toString(UTF_8).strip());
    }

    @Test
    void a_person_at_a_terminal_reads_grouped_digits_in_lines_that_fit() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                "probe",
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, UTF_8),
                Map.of(),
                new Stop(),
                new LiveArea(err, TerminalSize.of(20, 5)));
        SummaryStyle.TEXT.say(console, false, digits -> digits.of(12_345) + " read, 3 failed", () -> "{}");
        assertEquals("probe: 12,345 read,\n  3 failed\n", err.toString(UTF_8));
    }
}
