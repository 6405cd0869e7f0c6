package org.kafkamqtt.console;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.table.OptionTable;
import org.kafkamqtt.console.table.Typed;
import picocli.CommandLine;

/**
 * Reads command lines for one command: by its table if that is enough, so that picocli is only started for what needs it.
 *
 * <p>Not thread-safe; the main thread owns it.
 */
final class Parser {
    private final ToolCommand command;
    private final Optional<OptionTable> table;
    private @Nullable CommandLine line;

    Parser(ToolCommand command) {
        this.command = command;
        table = OptionTable.of(command.getClass());
    }

    ToolCommand command() {
        return command;
    }

    /** The name of the command. */
    String name() {
        return table.map(OptionTable::command).orElseGet(() -> line().getCommandName());
    }

    /** Whether the words do nothing but ask for the version, and picocli would agree. */
    boolean asksForVersion(String... words) {
        return table.isPresent() && words.length == 1 && words[0].equals("--version");
    }

    /** Fills in the command, if the words are plain and obey its rules; otherwise it is as before. */
    boolean fillsIn(String... words) {
        if (words.length == 0 || HelpWords.matches(words[0]) || Completion.matches(words[0])) {
            return false;
        }
        Optional<Typed> typed = table.flatMap(known -> known.read(words));
        return typed.isPresent() && obeys(typed.get().names()) && typed.get().into(command);
    }

    private boolean obeys(Set<String> names) {
        return command.rules().broken(names).isEmpty();
    }

    /** The parser of all that may be typed. */
    CommandLine line() {
        CommandLine made = line == null ? Tool.commandLine(command) : line;
        line = made;
        return made;
    }
}
