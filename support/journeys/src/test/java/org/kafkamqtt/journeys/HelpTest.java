package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What is copied from a help is what was meant. */
class HelpTest {
    private static final int ENDLESS = 20_000;

    static Stream<CommandLine> commands() throws ReflectiveOperationException {
        return OptionValuesTest.commands();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void no_line_breaks_inside_a_word(CommandLine command) {
        List<String> broken = words(command.getUsageMessage());
        assertEquals(words(command.setUsageHelpWidth(ENDLESS).getUsageMessage()), broken);
    }

    private static List<String> words(String help) {
        return Stream.of(help.strip().split("\\s+")).toList();
    }
}
