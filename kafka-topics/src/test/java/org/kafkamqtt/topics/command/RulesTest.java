package org.kafkamqtt.topics.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.sandbox.trial.OptionTable;

/** No option is taken and then does nothing. */
class RulesTest {
    private static Stream<ToolCommand> commands() {
        return Stream.concat(
                Stream.of(new TopicsCommand()), TopicView.ALL.values().stream().map(Supplier::get));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_option_has_a_line_in_the_table(ToolCommand command) {
        assertEquals(Set.of(), OptionTable.gaps(command));
    }

    @ParameterizedTest
    @CsvSource({
        "--create --list, --create and --list cannot be used together",
        "--list --partitions, --partitions needs --create or --alter",
        "--list --under-replicated-partitions, --under-replicated-partitions needs --describe",
        "--create --partitions --balancer, --balancer needs --alter",
        "--alter --keys, --keys needs --balancer"
    })
    void flags_that_do_not_fit_are_refused(String options, String sentence) {
        assertEquals(
                Optional.of(sentence),
                new TopicsCommand()
                        .rules()
                        .broken(Arrays.stream(options.split(" ")).collect(Collectors.toSet())));
    }
}
