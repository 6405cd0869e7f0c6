package org.kafkamqtt.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.failure.OutOfMemory;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.help.Manual;
import org.kafkamqtt.console.text.CommandWords;
import picocli.CommandLine;
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
    private static final Pattern FIRST_WORDS_END = Pattern.compile("[:;] .*");

    private Tool() {}

    /** A complete {@code main}: runs the command on the process's own streams and exits with its status. */
    public static void main(ToolCommand command, String... args) {
        Supplier<ToolCommand> view = args.length == 0 ? null : command.views().get(args[0]);
        if (view == null) {
            main(command, () -> CommandWords.asTyped(args));
        } else {
            main(view.get(), Arrays.copyOfRange(args, 1, args.length));
        }
    }

    /**
     * The same with arguments that have to be read first, from a file of options.
     *
     * @param args a {@link Failure} of theirs ends the run
     */
    public static void main(ToolCommand command, Supplier<String[]> args) {
        // Digits, months and letters of our output are never the locale's.
        Locale.setDefault(Locale.ENGLISH);
        Parser parser = new Parser(command);
        Console console = Console.ofProcess(parser.name());
        // What libraries and a user's class print must get neither into our data nor into the middle of a bar.
        System.setErr(console.err());
        System.setOut(console.err());
        Ending ending = new Ending(console);
        ending.watch();
        ExitStatus status = ExitStatus.FAILED;
        try {
            status = run(parser, console, Look.ofProcess(), args);
        } catch (Throwable e) {
            ending.lastWords();
        } finally {
            ending.leave(status);
        }
    }

    /** The twin of {@link #main} for tests: same way, given streams, no exit. */
    public static ExitStatus run(ToolCommand command, Console console, String... args) {
        return run(new Parser(command), console, Look.PLAIN, () -> args);
    }

    private static ExitStatus run(Parser parser, Console console, Look look, Supplier<String[]> args) {
        ToolCommand[] chosen = {parser.command()};
        boolean[] bare = {false};
        try {
            String[] words = args.get();
            if (parser.asksForVersion(words)) {
                return print(
                        console, Version.of(parser.name(), parser.command()).text());
            }
            if (parser.fillsIn(words)) {
                return work(parser.command(), console);
            }
            CommandLine line = parser.line();
            Optional<String> offered = Completion.answer(line, console, words);
            if (offered.isPresent()) {
                return print(console, offered.get());
            }
            bare[0] = words.length == 0 && look.watched();
            ParseResult parsed = parsed(line, HelpWords.of(line, words));
            ParseResult last = deepest(parsed);
            if (last.isUsageHelpRequested()) {
                return print(console, HelpWords.answer(last, look));
            }
            if (last.isVersionHelpRequested() || parsed.isVersionHelpRequested()) {
                return print(console, version(line) + System.lineSeparator());
            }
            CommandLine named = last.commandSpec().commandLine();
            ToolCommand command = named.getCommand();
            chosen[0] = command;
            command.rules().broken(last).ifPresent(sentence -> {
                throw new ParameterException(named, sentence);
            });
            return work(command, console);
        } catch (ParameterException e) {
            return refuse(console, e, bare[0]);
        } catch (ClosedPipe e) {
            return ExitStatus.OK;
        } catch (Throwable e) {
            return explain(console, chosen[0], e, bare[0]);
        }
    }

    private static ExitStatus work(ToolCommand command, Console console) throws Exception {
        Logging.verbosity(command.verbosity());
        return command.run(console);
    }

    private static ParseResult deepest(ParseResult parsed) {
        List<ParseResult> subcommands = parsed.subcommands();
        return subcommands.isEmpty() ? parsed : deepest(subcommands.get(subcommands.size() - 1));
    }

    private static ExitStatus explain(Console console, ToolCommand command, Throwable e, boolean bare) {
        Failure failure = e instanceof Failure f ? f : OutOfMemory.in(e).orElseGet(() -> command.explain(e));
        if (failure.status() == ExitStatus.USAGE) {
            misuse(console, failure.sentence(), console.name(), command, bare);
        } else {
            console.say(failure.sentence());
        }
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

    private static ExitStatus refuse(Console console, ParameterException e, boolean bare) {
        misuse(
                console,
                Misuse.sentence(e),
                e.getCommandLine().getCommandSpec().qualifiedName(),
                e.getCommandLine().getCommand(),
                bare);
        return ExitStatus.USAGE;
    }

    /** A user who typed only the name of a tool is shown what to type. */
    private static void misuse(Console console, String sentence, String name, ToolCommand command, boolean bare) {
        List<Guide.Example> examples = command.guide().examples();
        if (bare && !examples.isEmpty()) {
            console.say(FIRST_WORDS_END.matcher(sentence).replaceFirst("") + ". Try");
            console.err().println("  " + examples.get(0).command());
            console.err().println("  " + name + " --help");
        } else {
            console.say(sentence + (sentence.endsWith("?") ? " Try '" : ". Try '") + name + " --help'.");
        }
    }

    private static ExitStatus print(Console console, String text) throws IOException {
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
        return ExitStatus.OK;
    }

    /** The complete manual of a command. */
    public static Manual manual(CommandLine line) {
        return Manuals.of(line);
    }

    /** Parses the words of a command line with a parser of {@link #commandLine}, as all tools do. */
    public static ParseResult parsed(CommandLine line, String... words) {
        return line.parseArgs(TiedWords.of(line, words));
    }

    /** The line of {@code --version}, of a parser of {@link #commandLine}. */
    public static String version(CommandLine line) {
        return Version.of(line.getCommandName(), line.getCommand()).text().strip();
    }

    /** Whether the words ask for help or a script for completion, so that nothing else is done. */
    public static boolean isAboutItself(String... words) {
        return HelpWords.matches(words) || Completion.matches(words);
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
                .setUnmatchedOptionsAllowedAsOptionParameters(true);
        return line;
    }

    private static void withHelp(CommandLine line) {
        CommandLine.Model.CommandSpec spec = line.getCommandSpec();
        spec.addOption(CommandLine.Model.OptionSpec.builder("--help")
                .usageHelp(true)
                .arity("0..1")
                .type(String.class)
                .fallbackValue("")
                .paramLabel("TOPIC")
                .description("show this help and exit; all of it, or one part, with =all or =TOPIC")
                .build());
        spec.addOption(CommandLine.Model.OptionSpec.builder("--version")
                .versionHelp(true)
                .description("show the versions of the tool, its client library and Java, and exit")
                .build());
        line.getSubcommands().values().forEach(Tool::withHelp);
    }
}
