package org.kafkamqtt.mqtt.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.TextFile;
import org.kafkamqtt.console.text.CommandWords;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Options from a file, in mosquitto's syntax: one option per line, then a space and its value; {@code #} begins a comment.
 *
 * <p>The file is that of {@code -o FILE}, else {@code $XDG_CONFIG_HOME/TOOL} or {@code ~/.config/TOOL} if it exists. The
 * command line wins: an option of the file is ignored if it, or one that excludes it, is typed as well. A file serves many
 * runs, so options without effect in this run are ignored, too.
 */
public final class ConfigFile {
    /** A command that is told of a file of options that nobody asked for. */
    public interface Configured {
        void optionsFrom(Path file);
    }

    private ConfigFile() {}

    /** A complete {@code main}: as {@link Tool#main}, with the options of the file before those of the command line. */
    public static void main(String tool, Supplier<ToolCommand> command, String... args) {
        ToolCommand configured = command.get();
        Tool.main(configured, () -> told(tool, command, configured, CommandWords.asTyped(args)));
    }

    /** All arguments; tells the command of options that nobody typed, since nobody would look for a cause there. */
    private static String[] told(String tool, Supplier<ToolCommand> command, ToolCommand configured, String... typed) {
        String[] all = arguments(tool, command, System.getenv(), typed);
        if (all.length > typed.length && configured instanceof Configured c) {
            usual(tool, System.getenv()).filter(Files::exists).ifPresent(c::optionsFrom);
        }
        return all;
    }

    /**
     * The arguments of the file and then the given ones.
     *
     * @throws Failure status 2, with file and line, for a line that is not an option
     */
    static String[] arguments(
            String tool, Supplier<ToolCommand> command, Map<String, String> environment, String... args) {
        if (Tool.isAboutItself(args)) {
            return args;
        }
        Optional<Path> usual = usual(tool, environment).filter(Files::exists);
        if (usual.isEmpty() && Stream.of(args).noneMatch(ConfigFile::mayNameFile)) {
            return args;
        }
        ToolCommand probe = command.get();
        CommandLine line = Tool.commandLine(probe);
        ParseResult typed;
        try {
            typed = Tool.parsed(line, args);
        } catch (ParameterException e) {
            // The tool itself reports it.
            return args;
        }
        if (typed.isUsageHelpRequested() || typed.isVersionHelpRequested()) {
            return args;
        }
        Optional<Path> file = Optional.<String>ofNullable(typed.matchedOptionValue("-o", null))
                .map(Path::of)
                .or(() -> usual);
        Set<String> given = typed.matchedOptions().stream()
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toSet());
        List<OptionLine> lines = file.map(path -> OptionLine.all(TextFile.read(path, "the options"), line))
                .orElse(List.of());
        List<String> all = new ArrayList<>();
        kept(lines, given, probe.rules()).forEach(kept -> all.addAll(kept.words()));
        all.addAll(List.of(args));
        return all.toArray(String[]::new);
    }

    /** The lines of a file that the command line does not override; {@code typed} has all names of each typed option. */
    private static List<OptionLine> kept(List<OptionLine> lines, Set<String> typed, OptionRules rules) {
        List<OptionLine> kept = lines.stream()
                .filter(line -> typed.stream().noneMatch(line.names()::contains))
                .filter(line -> !rules.exclusive(line.names(), typed))
                .toList();
        while (true) {
            Set<String> given = new HashSet<>(typed);
            kept.forEach(line -> given.addAll(line.names()));
            List<OptionLine> used = kept.stream()
                    .filter(line -> !rules.idle(line.names(), given))
                    .toList();
            if (used.size() == kept.size()) {
                return used;
            }
            kept = used;
        }
    }

    /** Whether a word may contain {@code -o}, so that parsing is worthwhile. */
    private static boolean mayNameFile(String word) {
        return word.startsWith("-") && word.indexOf('o') > 0;
    }

    private static Optional<Path> usual(String tool, Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        if (!base.isEmpty()) {
            return Optional.of(Path.of(base, tool));
        }
        return Optional.ofNullable(environment.get("HOME")).map(home -> Path.of(home, ".config", tool));
    }
}
