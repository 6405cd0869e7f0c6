package org.kafkamqtt.sandbox.trial;

import java.util.Set;
import java.util.TreeSet;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import picocli.CommandLine.Model.CommandSpec;

/** The rules of a command's options, for the test that each option has one. */
public final class OptionTable {
    private OptionTable() {}

    /** The options without a rule, and the rules for options that the command does not have. */
    public static Set<String> gaps(ToolCommand command) {
        CommandSpec spec = Tool.commandLine(command).getCommandSpec();
        Set<String> gaps = new TreeSet<>(command.rules().unplaced(spec));
        gaps.addAll(command.rules().unknown(spec));
        return gaps;
    }
}
