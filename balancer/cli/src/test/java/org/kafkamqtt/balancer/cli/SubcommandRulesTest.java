package org.kafkamqtt.balancer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import picocli.CommandLine;

/** No option of a subcommand is taken and then does nothing. */
class SubcommandRulesTest {
    private static Stream<CommandLine> commands() {
        return Tool.commandLine(new Main()).getSubcommands().values().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_option_has_a_line_in_the_table(CommandLine line) {
        ToolCommand command = line.getCommand();
        assertEquals(Set.of(), command.rules().unplaced(line.getCommandSpec()));
        assertEquals(Set.of(), command.rules().unknown(line.getCommandSpec()));
    }

    @ParameterizedTest
    @CsvSource({
        "simulate, --seed, --seed needs --zipf",
        "simulate, --keys, --keys needs --zipf",
        "list, --balancer-opt, --balancer-opt changes nothing here",
        "new, --balancer-path, --balancer-path changes nothing here",
        "diff, --balancer-opt, --balancer-opt changes nothing here"
    })
    void an_option_that_would_change_nothing_is_refused(String name, String option, String sentence) {
        assertEquals(Optional.of(sentence), rules(name).broken(Set.of(option)));
    }

    @Test
    void all_rules_take_no_options_of_one_balancer() {
        assertEquals(
                Optional.of(
                        "--all and --balancer-opt cannot be used together: it covers the built-in rules for" + " keys"),
                rules("explain").broken(Set.of("--all", "--balancer-opt")));
    }

    private static OptionRules rules(String name) {
        ToolCommand command = commands()
                .filter(line -> line.getCommandName().equals(name))
                .findFirst()
                .orElseThrow()
                .getCommand();
        return command.rules();
    }
}
