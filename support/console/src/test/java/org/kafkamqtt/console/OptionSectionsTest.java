package org.kafkamqtt.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class OptionSectionsTest {
    private final List<String> help =
            Tool.commandLine(new Probe()).getUsageMessage().lines().toList();

    /** A command with a section of its own. */
    @Command(name = "probe")
    static final class Probe implements ToolCommand {
        @Mixin
        final Format format = new Format();

        @Option(names = "--plain", description = "short")
        boolean plain;

        @Override
        public ExitStatus run(Console console) {
            return ExitStatus.OK;
        }
    }

    /** Texts that picocli would break where one must not. */
    static final class Format implements OptionSection {
        static final String TEXT =
                "text with tokens: %%t topic, %%p payload, %%x %%X payload in hexadecimal and so on, %%m %%n"
                        + " %%[s] headers.separator and @Y, then {timestamp-type}{ends} in ~/.config of --key-file";

        @Option(names = "--format", description = TEXT)
        String format = "";

        @Override
        public String heading() {
            return "Format";
        }
    }

    @Test
    void the_options_of_a_section_are_below_its_heading() {
        int heading = help.indexOf("Format:");
        assertTrue(help.get(heading + 1).startsWith("      --format="), help::toString);
        assertTrue(help.stream().limit(heading).anyMatch(line -> line.contains("--plain")), help::toString);
    }

    @Test
    void a_description_goes_on_indented_and_at_blanks_only() {
        int first = help.indexOf("Format:") + 1;
        int column = help.get(first).indexOf("text with tokens:");
        List<String> below = help.subList(first + 1, help.indexOf("Exit status:") - 1);
        below.forEach(line ->
                assertEquals(column + 2, line.length() - line.stripLeading().length(), line));
        String words = help.get(first).substring(column) + " "
                + String.join(" ", below.stream().map(String::strip).toList());
        assertEquals(Format.TEXT.replace("%%", "%"), words);
    }
}
