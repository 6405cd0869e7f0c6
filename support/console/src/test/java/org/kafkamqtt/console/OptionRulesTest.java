package org.kafkamqtt.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.failure.ExitStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class OptionRulesTest {
    private static final OptionRules RULES = OptionRules.of()
            .always("-g", "--exec")
            .needs("--retries", "--exec", "-g")
            .excludes("--retries", "--once")
            .because("--retries", "it runs again")
            .alias("-G", "-g");

    /** Not private, since its fields are read by nobody. */
    @Command(name = "probe")
    static final class Probe implements ToolCommand {
        @Option(names = {"-g", "--group"})
        String group = "";

        @Option(names = "-G", hidden = true)
        String kcatGroup = "";

        @Option(
                names = {"-r", "--retries"},
                defaultValue = "3")
        int retries = 3;

        @Option(names = "--once")
        boolean once;

        @Option(names = "--exec")
        String exec = "";

        @Override
        public OptionRules rules() {
            return RULES;
        }

        @Override
        public ExitStatus run(Console console) {
            return ExitStatus.OK;
        }
    }

    @Test
    void an_option_that_would_change_nothing_is_refused_with_what_it_needs() {
        assertEquals(Optional.of("--retries needs --exec or -g: it runs again"), RULES.broken(Set.of("--retries")));
        assertEquals(Optional.empty(), RULES.broken(Set.of("--retries", "--exec")));
        assertEquals(Optional.empty(), RULES.broken(Set.of()));
    }

    @Test
    void a_hidden_name_counts_as_the_option_it_means() {
        assertEquals(Optional.empty(), RULES.broken(Set.of("--retries", "-G")));
    }

    @Test
    void two_options_of_which_one_has_no_say_are_refused_together() {
        assertEquals(
                Optional.of("--retries and --once cannot be used together: it runs again"),
                RULES.broken(Set.of("--retries", "--once", "-g")));
    }

    @Test
    void the_tool_holds_the_table_under_any_name_that_was_typed_and_minds_no_default() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(ExitStatus.USAGE, run(err, "-r", "3"));
        assertEquals("probe: --retries needs --exec or -g: it runs again. Try 'probe --help'.\n", err.toString(UTF_8));
        assertEquals(ExitStatus.OK, run(err, "-r", "3", "--group", "x"));
        assertEquals(ExitStatus.OK, run(err));
    }

    @Test
    void an_option_that_nobody_placed_and_a_name_that_does_not_exist_are_found() {
        var spec = Tool.commandLine(new Probe()).getCommandSpec();
        assertEquals(Set.of("--once"), RULES.unplaced(spec));
        assertEquals(Set.of("--ever"), RULES.always("--ever").unknown(spec));
    }

    private static ExitStatus run(OutputStream err, String... args) {
        Console console = Console.of("probe", InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);
        return Tool.run(new Probe(), console, args);
    }
}
