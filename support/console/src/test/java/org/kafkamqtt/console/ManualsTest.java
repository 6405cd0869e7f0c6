package org.kafkamqtt.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.help.Manual;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class ManualsTest {
    private final Manual manual = Tool.manual(Tool.commandLine(new Probe()));

    /** A command with a section of its own. */
    @Command(name = "probe", customSynopsis = "probe [OPTION...] FILE...", description = "Tries %%t and help.")
    static final class Probe implements ToolCommand {
        @Mixin
        final Format format = new Format();

        @Option(names = "--plain", description = "short; and more of it (default: no)")
        boolean plain;

        @Option(names = "--useless", description = "changes nothing here")
        boolean useless;

        @Parameters(paramLabel = "FILE", arity = "0..*", description = "what to try")
        List<String> files = List.of();

        @Override
        public ExitStatus run(Console console) {
            return ExitStatus.OK;
        }

        @Override
        public OptionRules rules() {
            return OptionRules.of().always("--plain", "--format").never("--useless");
        }

        @Override
        public Guide guide() {
            return Guide.of().statuses(ExitStatus.OK, ExitStatus.USAGE);
        }
    }

    /** Texts that must not break inside of a token. */
    static final class Format implements OptionSection {
        static final String TEXT =
                "text with tokens: %%t topic, %%p payload, %%x %%X payload in hexadecimal and so on, %%m %%n"
                        + " %%[s] headers.separator and @Y, then {timestamp-type}{ends} in ~/.config of --key-file";

        @Option(
                names = "--format",
                description = {TEXT, "A second paragraph (also $PROBE_FORMAT)"})
        String format = "";

        @Override
        public String heading() {
            return "Format and more";
        }
    }

    @Test
    void the_options_of_a_section_are_below_its_heading() {
        List<String> help = manual.whole(80, false);
        int heading = help.indexOf("Format and more:");
        assertTrue(help.get(heading + 1).startsWith("  --format="), help::toString);
        assertTrue(help.stream().limit(heading).anyMatch(line -> line.contains("--plain")), help::toString);
        assertTrue(help.stream().limit(heading).anyMatch(line -> line.startsWith("  FILE...")), help::toString);
    }

    @Test
    void a_description_goes_on_below_itself_and_at_blanks_only() {
        List<String> help = manual.part("format", 80, false).orElseThrow();
        int column = help.get(1).indexOf("text with tokens:");
        List<String> texts = help.subList(1, help.size()).stream()
                .map(line -> line.substring(column))
                .toList();
        assertEquals(
                Format.TEXT.replace("%%", "%") + " A second paragraph (also $PROBE_FORMAT)", String.join(" ", texts));
        assertEquals("A second paragraph (also $PROBE_FORMAT)", texts.get(texts.size() - 1));
    }

    @Test
    void an_option_that_changes_nothing_is_not_mentioned() {
        assertFalse(String.join("\n", manual.whole(80, false)).contains("--useless"));
    }

    @Test
    void a_part_is_asked_for_by_the_first_word_of_its_heading() {
        assertEquals(List.of("options", "format", "environment", "exit"), manual.topics());
        assertEquals(Optional.empty(), manual.part("form", 80, false));
    }

    @Test
    void only_statuses_that_can_be_are_listed_and_those_of_signals() {
        List<String> help = manual.part("exit", 80, false).orElseThrow();
        assertEquals(
                List.of("0", "2", "130", "143"),
                help.stream()
                        .filter(line -> line.matches("  [0-9].*"))
                        .map(line -> line.strip().replaceFirst(" .*", ""))
                        .toList());
    }

    @Test
    void a_variable_that_an_option_names_is_listed_by_itself() {
        assertEquals(
                List.of("Environment:", "  PROBE_FORMAT  as --format=PARAM"),
                manual.part("environment", 80, false).orElseThrow().stream()
                        .map(line -> line.replaceFirst("=<.*>", "=PARAM"))
                        .toList());
    }
}
