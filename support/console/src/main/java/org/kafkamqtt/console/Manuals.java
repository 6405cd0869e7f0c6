package org.kafkamqtt.console;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.kafkamqtt.console.help.Entry;
import org.kafkamqtt.console.help.Manual;
import org.kafkamqtt.console.help.Section;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual of a command, made from its declarations, with options under the headings of their {@link OptionSection}s.
 *
 * <p>Picocli's own argument groups cannot do this: an option given twice begins a second group and loses what the
 * first one held.
 */
final class Manuals {
    private Manuals() {}

    static Manual of(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        ToolCommand command = line.getCommand();
        Set<String> idle = command.rules().never();
        List<Section> sections = new ArrayList<>();
        Set<String> placed = new HashSet<>();
        for (CommandSpec mixin : mixins(spec)) {
            String heading = ((OptionSection) mixin.userObject()).heading();
            sections.add(new Section(heading, options(mixin.options(), idle)));
            mixin.options().forEach(option -> placed.add(option.longestName()));
        }
        List<OptionSpec> others = spec.options().stream()
                .filter(option -> !placed.contains(option.longestName()))
                .toList();
        List<Entry> general = new ArrayList<>();
        spec.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .forEach(parameter -> general.add(argument(parameter)));
        general.addAll(options(others, idle));
        sections.add(0, new Section("Options", general));
        return new Manual(
                spec.qualifiedName(), synopsis(spec), purpose(spec), sections, commands(line), command.guide());
    }

    private static List<CommandSpec> mixins(CommandSpec spec) {
        List<CommandSpec> sections = new ArrayList<>();
        for (CommandSpec mixin : spec.mixins().values()) {
            if (mixin.userObject() instanceof OptionSection) {
                sections.add(mixin);
            }
            sections.addAll(mixins(mixin));
        }
        return sections;
    }

    private static List<Entry> options(List<OptionSpec> options, Set<String> idle) {
        return options.stream()
                .filter(option -> !option.hidden())
                .filter(option -> Stream.of(option.names()).noneMatch(idle::contains))
                .map(Manuals::option)
                .toList();
    }

    private static Entry option(OptionSpec option) {
        boolean valued = option.arity().max() > 0;
        return new Entry(
                List.of(option.names()),
                valued ? option.paramLabel() : "",
                valued && option.arity().min() == 0,
                text(option));
    }

    private static Entry argument(PositionalParamSpec parameter) {
        boolean many = parameter.arity().max() > 1;
        String label = parameter.paramLabel() + (many ? "..." : "");
        return new Entry(List.of(), label, parameter.arity().min() == 0, text(parameter));
    }

    private static String text(ArgSpec arg) {
        return String.join("\n", arg.description());
    }

    private static String synopsis(CommandSpec spec) {
        String[] typed = spec.usageMessage().customSynopsis();
        return typed.length == 0 ? spec.qualifiedName() + " [OPTION...]" : String.join(" ", typed);
    }

    /** Of these picocli leaves to the reader that they are formats, other than of the options' descriptions. */
    private static List<String> purpose(CommandSpec spec) {
        return Stream.of(spec.usageMessage().description())
                .map(line -> String.format(Locale.ROOT, line).strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<Entry> commands(CommandLine line) {
        List<Entry> commands = new ArrayList<>();
        for (Map.Entry<String, CommandLine> each : line.getSubcommands().entrySet()) {
            commands.add(command(each.getKey(), each.getValue().getCommandSpec()));
        }
        ToolCommand command = line.getCommand();
        command.views()
                .forEach((name, view) ->
                        commands.add(command(name, Tool.commandLine(view.get()).getCommandSpec())));
        return commands;
    }

    private static Entry command(String name, CommandSpec spec) {
        return Entry.row(name, purpose(spec).stream().findFirst().orElse(""));
    }
}
