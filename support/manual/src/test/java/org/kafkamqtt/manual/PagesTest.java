package org.kafkamqtt.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.console.help.Manual;
import org.kafkamqtt.sandbox.trial.Child;

/** Each command has a page, {@code man} shows it without a warning, and it says what the help says. */
class PagesTest {
    private static final Path FOLDER = Path.of("target/man/man1").toAbsolutePath();

    static Stream<Manual> manuals() {
        return Tools.all().stream().flatMap(tool -> Tools.manuals(tool).stream());
    }

    private static Path page(Manual manual) {
        return FOLDER.resolve(new Page(manual).name() + ".1");
    }

    private static Child.Ended shown(Manual manual) {
        assumeTrue(
                Child.installed("man") && Child.installed("groff"), "man or groff is not installed: no page is shown");
        Map<String, String> environment =
                Map.of("LC_ALL", "C.UTF-8", "MANWIDTH", "80", "MANROFFOPT", "-c", "GROFF_NO_SGR", "1");
        String page = page(manual).toString();
        try (Child man = Child.program(
                java.util.List.of("sh", "-c", "man --warnings -E UTF-8 -l '" + page + "' | col -bx"), environment)) {
            return man.endInput().ended(60);
        }
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void every_command_has_a_page_without_traces_of_how_it_was_made(Manual manual) throws IOException {
        String page = Files.readString(page(manual));
        assertFalse(page.contains("pass:") || page.contains("&#") || page.matches("(?s).*[\ue000-\uf8ff].*"), page);
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void man_shows_it_without_a_warning_and_on_80_columns(Manual manual) {
        Child.Ended shown = shown(manual);
        assertEquals("", shown.err());
        shown.out().lines().forEach(line -> assertTrue(line.codePointCount(0, line.length()) <= 80, line));
        assertTrue(shown.out().contains("\nEXIT STATUS\n"), shown.out());
    }

    @ParameterizedTest
    @MethodSource("manuals")
    void all_words_of_the_help_are_on_it(Manual manual) {
        String shown = " " + shown(manual).out().replaceAll("\\s+", " ") + " ";
        manual.entries().forEach(entry -> {
            entry.names().forEach(name -> assertTrue(shown.contains(name), name));
            String text = entry.text().replaceAll("\\s+", " ");
            assertTrue(shown.contains(text), () -> text + " in\n" + shown);
        });
        manual.guide().topics().forEach(topic -> topic.rows()
                .forEach(row ->
                        assertTrue(shown.contains(row.names().get(0)) && shown.contains(row.text()), row.toString())));
    }
}
