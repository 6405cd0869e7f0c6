package org.kafkamqtt.console.complete;

import java.util.List;
import java.util.stream.Stream;
import org.kafkamqtt.console.help.Entry;
import org.kafkamqtt.console.help.Manual;

/**
 * What can be typed after the name of a tool.
 *
 * @param tool the tool itself
 * @param commands its subcommands and views
 */
public record Known(Manual tool, List<Manual> commands) {
    /** Copies the list. */
    public Known {
        commands = List.copyOf(commands);
    }

    String name() {
        return tool.name();
    }

    /** The same as the name of a shell's function. */
    String function() {
        return "_" + tool.name().replace('-', '_');
    }

    /** The word that names a command, empty for the tool itself. */
    String word(Manual manual) {
        return manual.equals(tool) ? "" : manual.name().substring(tool.name().length() + 1);
    }

    Stream<Manual> all() {
        return Stream.concat(Stream.of(tool), commands.stream());
    }

    List<String> commandWords() {
        return tool.commands().stream().flatMap(entry -> entry.names().stream()).toList();
    }

    static Stream<Entry> options(Manual manual) {
        return manual.entries().filter(entry -> !entry.names().isEmpty());
    }

    static Stream<Entry> arguments(Manual manual) {
        return manual.entries().filter(entry -> entry.names().isEmpty());
    }
}
