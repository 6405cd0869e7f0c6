package org.kafkamqtt.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;

/**
 * Options from a file, in mosquitto's syntax: one option a line, its value behind a space, {@code #} begins a comment.
 *
 * <p>The file is that of {@code -o FILE}, else {@code $XDG_CONFIG_HOME/TOOL} or {@code ~/.config/TOOL} if it is there. What
 * stands on the command line comes later and wins.
 */
public final class ConfigFile {
    private ConfigFile() {}

    /** The whole of a {@code main}: as {@link Tool#main}, with the options of the file before those of the command line. */
    public static void main(String tool, ToolCommand command, String... args) {
        String[] all;
        try {
            all = arguments(tool, System.getenv(), args);
        } catch (Failure e) {
            System.err.println(tool + ": " + e.sentence());
            System.exit(e.status().code());
            return;
        }
        Tool.main(command, all);
    }

    /**
     * The arguments of the file and then the given ones, without {@code -o}.
     *
     * @throws Failure status 2 if the file that was asked for cannot be read
     */
    static String[] arguments(String tool, Map<String, String> environment, String... args) {
        List<String> typed = new ArrayList<>(List.of(args));
        Optional<Path> file = asked(typed);
        if (file.isEmpty()) {
            file = usual(tool, environment).filter(Files::isReadable);
        }
        List<String> all = new ArrayList<>(file.map(ConfigFile::read).orElse(List.of()));
        all.addAll(typed);
        return all.toArray(String[]::new);
    }

    private static Optional<Path> asked(List<String> typed) {
        int at = typed.indexOf("-o");
        if (at < 0) {
            return Optional.empty();
        }
        if (at + 1 == typed.size()) {
            throw Failure.usage("-o needs the name of a file");
        }
        typed.remove(at);
        return Optional.of(Path.of(typed.remove(at)));
    }

    private static Optional<Path> usual(String tool, Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        if (!base.isEmpty()) {
            return Optional.of(Path.of(base, tool));
        }
        return Optional.ofNullable(environment.get("HOME")).map(home -> Path.of(home, ".config", tool));
    }

    private static List<String> read(Path file) {
        List<String> words = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String text = line.strip();
                if (text.isEmpty() || text.startsWith("#")) {
                    continue;
                }
                int space = text.indexOf(' ');
                words.add(space < 0 ? text : text.substring(0, space));
                if (space >= 0) {
                    words.add(text.substring(space).strip());
                }
            }
        } catch (IOException e) {
            throw Failure.cannot(ExitStatus.USAGE, "read the options in", file, e);
        }
        return words;
    }
}
