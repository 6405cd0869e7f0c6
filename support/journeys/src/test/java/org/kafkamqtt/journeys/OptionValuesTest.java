package org.kafkamqtt.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.console.SeveralWords;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What follows an option that takes a value is its value, in every tool and for every option. */
class OptionValuesTest {
    private static final List<String> COMMANDS = List.of(
            "producer.ProducerOptions",
            "consumer.ConsumerCommand",
            "consumer.view.GroupsView",
            "consumer.view.DescribeView",
            "consumer.view.ResetView",
            "consumer.view.DeleteView",
            "consumer.view.LagView",
            "consumer.view.OffsetsView",
            "topics.command.TopicsCommand",
            "topics.command.ListView",
            "topics.command.DescribeView",
            "topics.command.CreateView",
            "topics.command.AlterView",
            "topics.command.DeleteView",
            "topics.command.TrimView",
            "topics.command.BrokersView",
            "mqtt.publish.PublishOptions",
            "mqtt.subscribe.SubscribeOptions",
            "mqtt.broker.command.BrokerCommand",
            "mqtt.broker.command.RoutesView",
            "balancer.cli.Main",
            "sandbox.SandboxOptions");
    private static final List<String> VALUES = List.of(
            "-q",
            "--help",
            "--version",
            "-x-1",
            "",
            " ",
            "--",
            "-",
            "=",
            "-K=",
            "--key --foo",
            "groups",
            "explain",
            "\u00fc");
    private static final Set<Class<?>> TEXT = Set.of(String.class, Path.class);

    /** Each tool, and each view of one. */
    static Stream<CommandLine> tools() throws ReflectiveOperationException {
        List<CommandLine> tools = new ArrayList<>();
        for (String name : COMMANDS) {
            tools.add(command(Class.forName("org.kafkamqtt." + name)));
        }
        return tools.stream();
    }

    /** Each command of each tool, and each of its subcommands. */
    static Stream<CommandLine> commands() throws ReflectiveOperationException {
        List<CommandLine> commands = new ArrayList<>();
        for (CommandLine line : tools().toList()) {
            commands.add(line);
            for (CommandLine subcommand : line.getSubcommands().values()) {
                commands.add(command(subcommand.getCommand().getClass()));
            }
        }
        return commands.stream();
    }

    private static CommandLine command(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return Tool.commandLine((ToolCommand) constructor.newInstance());
    }

    private static Stream<OptionSpec> valued(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .filter(option -> option.arity().min() == 1 && option.arity().max() == 1 && option.group() == null)
                .filter(option -> SeveralWords.of(option).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void the_word_behind_each_option_is_its_value(CommandLine line) {
        List<OptionSpec> texts = valued(line)
                .filter(option -> option.auxiliaryTypes().length == 1 && TEXT.contains(option.auxiliaryTypes()[0]))
                .toList();
        for (String value : VALUES) {
            List<String> words = required(line);
            texts.forEach(option -> Stream.of(option.names()).forEach(name -> words.addAll(List.of(name, value))));
            ParseResult parsed = Tool.parsed(line, words.toArray(String[]::new));
            for (OptionSpec option : texts) {
                List<String> found = parsed.matchedOption(option.longestName()).originalStringValues();
                assertEquals(
                        Collections.nCopies(option.names().length, value),
                        found.stream().map(word -> word.replace("\0", "")).toList(),
                        option.longestName());
            }
        }
    }

    private static List<String> required(CommandLine line) {
        List<String> words = new ArrayList<>();
        line.getCommandSpec().options().stream()
                .filter(option -> option.required() && option.group() == null)
                .filter(option -> option.auxiliaryTypes()[0] != String.class)
                .forEach(option -> words.add(option.longestName() + "=1"));
        line.getCommandSpec().argGroups().stream()
                .filter(group -> group.multiplicity().min() > 0)
                .map(group -> List.copyOf(group.allOptionsNested()).get(0))
                .forEach(option -> words.add(option.longestName() + "=1"));
        line.getCommandSpec().positionalParameters().stream()
                .filter(parameter -> parameter.required())
                .forEach(parameter -> words.add("x"));
        return words;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_option_without_its_value_is_misuse(CommandLine line) {
        valued(line).forEach(option -> {
            for (String name : option.names()) {
                assertThrows(MissingParameterException.class, () -> Tool.parsed(line, name), name);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_has_options_to_try(CommandLine line) {
        assertTrue(line.getCommandSpec().options().size() > 1);
    }
}
