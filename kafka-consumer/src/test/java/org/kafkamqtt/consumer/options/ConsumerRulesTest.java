package org.kafkamqtt.consumer.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.consumer.view.View;
import org.kafkamqtt.sandbox.trial.OptionTable;

/** No option is taken and then does nothing. */
class ConsumerRulesTest {
    private static Stream<ToolCommand> commands() {
        return Stream.concat(Stream.of(new Typed()), View.ALL.values().stream().map(Supplier::get));
    }

    private static Optional<String> broken(String options) {
        return ConsumerRules.TABLE.broken(Arrays.stream(options.split(" ")).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_option_has_a_line_in_the_table(ToolCommand command) {
        assertEquals(Set.of(), OptionTable.gaps(command));
    }

    @ParameterizedTest
    @CsvSource({
        "-e --exec-retries, --exec-retries needs --exec",
        "-e --exec-back-off, --exec-back-off needs --exec",
        "-e --dead-letter, --dead-letter needs --exec",
        "-e --rotate, --rotate needs --out",
        "-e --commit-every, --commit-every needs -g or --out",
        "-e --static, --static needs -g",
        "-e --share, --share needs -g",
        "-e --ack -g, --ack needs --share",
        "-e --dedupe-window, --dedupe-window needs --dedupe",
        "-e --balancer, --balancer needs -k or --key or --to-topic",
        "-e --classpath, --classpath needs -s or --key-deserializer or --value-deserializer",
        "-e --exec -J, --exec and -J cannot be used together: the command gets the value as it is",
        "-e -g --to-topic --fsync, --to-topic and --fsync cannot be used together",
        "-e -D -J, -D and -J cannot be used together",
        "-e --into-window, --into-window needs --into",
        "-e --into -D, --into and -D cannot be used together: the command gets one line for each record",
        "-e --into --fsync, --into and --fsync cannot be used together",
        "-e -Z --csv, -Z and --csv cannot be used together",
        "-e --out --color, --out and --color cannot be used together",
        "-o --from-beginning, --from-beginning and -o cannot be used together"
    })
    void an_option_that_would_change_nothing_is_refused(String options, String sentence) {
        assertTrue(
                broken(options).orElse("").startsWith(sentence), broken(options).orElse("nothing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t -e -G --commit-every --static --session-timeout",
                "-t -e -g --out --rotate --zstd --fsync -J --dedupe --dedupe-window",
                "-t -e --exec --exec-batch --exec-retries --concurrency --dead-letter",
                "-t -e -g --into --into-window --commit-every --dedupe -J --grep --share",
                "-t -e --into -K -Z",
                "-t -e --key --balancer --balancer-opt",
                "-t -e -K -D -Z",
                "-t -e -f -Z -s --classpath",
                "-t --lag-interval --stats --progress"
            })
    void what_belongs_together_is_taken(String options) {
        assertEquals(Optional.empty(), broken(options));
    }
}
