package org.kafkamqtt.console.complete;

import java.util.List;
import java.util.stream.Stream;
import org.kafkamqtt.console.help.Entry;
import org.kafkamqtt.console.help.Manual;

/**
 * What can be typed after the name of a tool.
 *
 * @param tool the tool itself
 * @param commands its subcommands and views, and those of views
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
        return words(tool);
    }

    /** What may follow the word of a command and makes another one of it. */
    static List<String> words(Manual manual) {
        return manual.commands().stream()
                .flatMap(entry -> entry.names().stream())
                .toList();
    }

    /** The commands of two words. */
    List<String> wordPairs() {
        return commands.stream()
                .map(this::word)
                .filter(word -> word.contains(" "))
                .toList();
    }

    /** The command that a word after that of another one, or of the tool, makes of it. */
    Manual after(Manual manual, String word) {
        String name = manual.name() + " " + word;
        return commands.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Stream<Entry> options(Manual manual) {
        return manual.entries().filter(entry -> !entry.names().isEmpty());
    }

    static Stream<Entry> arguments(Manual manual) {
        return manual.entries().filter(entry -> entry.names().isEmpty());
    }
}
