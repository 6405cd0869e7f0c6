package org.kafkamqtt.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.OutOfMemory;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.text.CommandWords;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Runs a tool from its arguments to its exit status: parse, do, explain.
 *
 * <p>The command object is annotated for picocli and implements {@link ToolCommand}, as do its subcommands. It declares
 * no help options of its own; {@code --help} and {@code --version} are added here, without short letters, since
 * {@code -h} is a host in the MQTT tools.
 */
public final class Tool {
    private Tool() {}

    /** The whole of a {@code main}: runs the command on the process's own streams and ends the JVM with its status. */
    public static void main(ToolCommand command, String... args) {
        main(command, () -> CommandWords.asTyped(args));
    }

    /**
     * The same with arguments that have to be read first, from a file of options.
     *
     * @param args a {@link Failure} of theirs ends the run
     */
    public static void main(ToolCommand command, Supplier<String[]> args) {
        // Our data never go through it; what a user's class prints must not stand among them.
        System.setOut(System.err);
        // Digits, months and letters of our output are never the locale's.
        Locale.setDefault(Locale.ENGLISH);
        CommandLine line = commandLine(command);
        Console console = Console.ofProcess(line.getCommandName());
        Ending ending = new Ending(console);
        ending.watch();
        ExitStatus status = ExitStatus.FAILED;
        try {
            status = run(line, console, args);
        } catch (Throwable e) {
            ending.lastWords();
        } finally {
            ending.leave(status);
        }
    }

    /** The twin of {@link #main} for tests: same way, given streams, no exit. */
    public static ExitStatus run(ToolCommand command, Console console, String... args) {
        return run(commandLine(command), console, () -> args);
    }

    private static ExitStatus run(CommandLine line, Console console, Supplier<String[]> args) {
        ToolCommand[] chosen = {line.getCommand()};
        try {
            ParseResult parsed = parsed(line, helpWord(line, args.get()));
            CommandLine last = deepest(parsed).commandSpec().commandLine();
            if (deepest(parsed).isUsageHelpRequested()) {
                return print(console, last.getUsageMessage(ansi()));
            }
            if (deepest(parsed).isVersionHelpRequested() || parsed.isVersionHelpRequested()) {
                return print(console, Version.of(line).text());
            }
            ToolCommand command = last.getCommand();
            chosen[0] = command;
            command.rules().broken(deepest(parsed)).ifPresent(sentence -> {
                throw new ParameterException(last, sentence);
            });
            Logging.verbosity(command.verbosity());
            return command.run(console);
        } catch (ParameterException e) {
            return refuse(console, e);
        } catch (ClosedPipe e) {
            return ExitStatus.OK;
        } catch (Throwable e) {
            return explain(console, chosen[0], e);
        }
    }

    /** {@code help} alone, or before the name of a subcommand, is {@code --help}. */
    private static String[] helpWord(CommandLine line, String... args) {
        boolean asked = args.length > 0
                && args[0].equals("help")
                && !line.getSubcommands().containsKey("help");
        if (asked && args.length == 1) {
            return new String[] {"--help"};
        }
        if (asked && args.length == 2 && !line.getSubcommands().isEmpty()) {
            return line.getSubcommands().containsKey(args[1])
                    ? new String[] {args[1], "--help"}
                    : new String[] {args[1]};
        }
        return args;
    }

    private static ParseResult deepest(ParseResult parsed) {
        List<ParseResult> subcommands = parsed.subcommands();
        return subcommands.isEmpty() ? parsed : deepest(subcommands.get(subcommands.size() - 1));
    }

    private static ExitStatus explain(Console console, ToolCommand command, Throwable e) {
        Failure failure = e instanceof Failure f ? f : OutOfMemory.in(e).orElseGet(() -> command.explain(e));
        console.say(
                failure.status() == ExitStatus.USAGE
                        ? tryHelp(failure.sentence(), console.name())
                        : failure.sentence());
        if (!failure.detail().isEmpty()) {
            console.err().println(failure.detail());
        }
        if (command.verbosity() >= 2) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            console.err().print(trace);
        }
        return failure.status();
    }

    private static ExitStatus refuse(Console console, ParameterException e) {
        console.say(
                tryHelp(Misuse.sentence(e), e.getCommandLine().getCommandSpec().qualifiedName()));
        return ExitStatus.USAGE;
    }

    private static String tryHelp(String sentence, String command) {
        return sentence + (sentence.endsWith("?") ? " Try '" : ". Try '") + command + " --help'.";
    }

    private static ExitStatus print(Console console, String text) throws IOException {
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
        return ExitStatus.OK;
    }

    private static Ansi ansi() {
        return Terminal.colours(Terminal.isStandardOutput(), System.getenv()) ? Ansi.ON : Ansi.OFF;
    }

    /** What the words of a command line say to a parser of {@link #commandLine}; the way of all tools to ask it. */
    public static ParseResult parsed(CommandLine line, String... words) {
        return line.parseArgs(TiedWords.of(line, words));
    }

    /** The line of {@code --version}, of a parser of {@link #commandLine}. */
    public static String version(CommandLine line) {
        return Version.of(line).text().strip();
    }

    /** What is wrong with a command line, in one sentence. */
    public static String sentence(ParameterException e) {
        return Misuse.sentence(e);
    }

    /** The parser as all tools want it: nothing guessed, nothing expanded, last word wins. */
    public static CommandLine commandLine(ToolCommand command) {
        CommandLine line = new CommandLine(command);
        withHelp(line);
        TiedWords.prepare(line);
        line.setExpandAtFiles(false)
                .setOverwrittenOptionsAllowed(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setTrimQuotes(false)
                .setUnmatchedOptionsAllowedAsOptionParameters(true)
                .setUsageHelpLongOptionsMaxWidth(34)
                .setUsageHelpWidth(100);
        return line;
    }

    private static void withHelp(CommandLine line) {
        CommandLine.Model.CommandSpec spec = line.getCommandSpec();
        spec.addOption(CommandLine.Model.OptionSpec.builder("--help")
                .usageHelp(true)
                .description("show this help and end")
                .build());
        spec.addOption(CommandLine.Model.OptionSpec.builder("--version")
                .versionHelp(true)
                .description("show version, commit, client and Java version and end")
                .build());
        spec.usageMessage().exitCodeListHeading("%nExit status:%n").exitCodeList(exitCodes());
        line.getHelpSectionMap().put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionSections());
        line.getSubcommands().values().forEach(Tool::withHelp);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        for (ExitStatus status : ExitStatus.values()) {
            codes.put(Integer.toString(status.code()), status.meaning());
        }
        return codes;
    }
}
