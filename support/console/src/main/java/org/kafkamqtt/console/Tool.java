package org.kafkamqtt.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private static final long SETTLE_SECONDS = 30;

    private Tool() {}

    /** The whole of a {@code main}: runs the command on the process's own streams and ends the JVM with its status. */
    public static void main(ToolCommand command, String... args) {
        CommandLine line = commandLine(command);
        Console console = Console.ofProcess(line.getCommandName());
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> settle(console, done), "stop"));
        ExitStatus status = ExitStatus.FAILED;
        try {
            status = run(line, console, args);
        } finally {
            done.countDown();
            // After a signal this blocks: the JVM is already on its way out with 128 + the signal's number.
            System.exit(status.code());
        }
    }

    /** The twin of {@link #main} for tests: same way, given streams, no exit. */
    public static ExitStatus run(ToolCommand command, Console console, String... args) {
        return run(commandLine(command), console, args);
    }

    private static ExitStatus run(CommandLine line, Console console, String... args) {
        ToolCommand[] chosen = new ToolCommand[1];
        try {
            ParseResult parsed = parsed(line, args);
            CommandLine last = deepest(parsed).commandSpec().commandLine();
            if (deepest(parsed).isUsageHelpRequested()) {
                return printed(console, last.getUsageMessage(ansi()));
            }
            if (deepest(parsed).isVersionHelpRequested() || parsed.isVersionHelpRequested()) {
                return printed(console, Version.of(line).text());
            }
            ToolCommand command = last.getCommand();
            chosen[0] = command;
            command.rules().broken(deepest(parsed)).ifPresent(sentence -> {
                throw new ParameterException(last, sentence);
            });
            Logging.verbosity(command.verbosity());
            return command.run(console);
        } catch (ParameterException e) {
            return misused(console, e);
        } catch (ClosedPipe e) {
            return ExitStatus.OK;
        } catch (Exception | LinkageError | StackOverflowError e) {
            return explained(console, chosen[0], e);
        }
    }

    private static ParseResult deepest(ParseResult parsed) {
        List<ParseResult> subcommands = parsed.subcommands();
        return subcommands.isEmpty() ? parsed : deepest(subcommands.get(subcommands.size() - 1));
    }

    private static ExitStatus explained(Console console, ToolCommand command, Throwable e) {
        Failure failure = e instanceof Failure f ? f : command.explain(e);
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

    private static ExitStatus misused(Console console, ParameterException e) {
        console.say(
                tryHelp(Misuse.sentence(e), e.getCommandLine().getCommandSpec().qualifiedName()));
        return ExitStatus.USAGE;
    }

    private static String tryHelp(String sentence, String command) {
        return sentence + (sentence.endsWith("?") ? " Try '" : ". Try '") + command + " --help'.";
    }

    private static ExitStatus printed(Console console, String text) throws IOException {
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
        return ExitStatus.OK;
    }

    private static void settle(Console console, CountDownLatch done) {
        if (done.getCount() == 0) {
            return;
        }
        console.stop().request();
        try {
            if (!done.await(SETTLE_SECONDS, TimeUnit.SECONDS)) {
                console.say("did not settle within " + SETTLE_SECONDS + " s, ending all the same");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Ansi ansi() {
        return System.getenv("NO_COLOR") == null && Terminal.isStandardOutput() ? Ansi.ON : Ansi.OFF;
    }

    /** What the words of a command line say to a parser of {@link #commandLine}; the way of all tools to ask it. */
    public static ParseResult parsed(CommandLine line, String... words) {
        return line.parseArgs(TiedWords.of(line, words));
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
