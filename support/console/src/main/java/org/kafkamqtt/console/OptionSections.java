package org.kafkamqtt.console;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Prints the options of a command, those of each {@link OptionSection} under its heading.
 *
 * <p>Picocli's own argument groups are no way to do this: an option given twice begins a second group and loses what the
 * first one held.
 */
final class OptionSections implements IHelpSectionRenderer {
    @Override
    public String render(Help help) {
        List<CommandSpec> sections = sections(help.commandSpec());
        Set<String> placed = new HashSet<>();
        sections.forEach(section -> section.options().forEach(option -> placed.add(option.longestName())));
        StringBuilder text = new StringBuilder();
        text.append(list(
                help,
                help.commandSpec().options().stream()
                        .filter(option -> !placed.contains(option.longestName()))
                        .toList()));
        for (CommandSpec section : sections) {
            String heading = ((OptionSection) section.userObject()).heading();
            text.append(System.lineSeparator()).append(heading).append(':').append(System.lineSeparator());
            text.append(list(help, section.options()));
        }
        return text.toString();
    }

    private static List<CommandSpec> sections(CommandSpec spec) {
        List<CommandSpec> sections = new ArrayList<>();
        for (CommandSpec mixin : spec.mixins().values()) {
            if (mixin.userObject() instanceof OptionSection) {
                sections.add(mixin);
            }
            sections.addAll(sections(mixin));
        }
        return sections;
    }

    private static String list(Help help, List<OptionSpec> options) {
        Help.Layout layout = UnbrokenWords.layout(help);
        layout.addOptions(options, help.parameterLabelRenderer());
        return layout.toString();
    }
}
