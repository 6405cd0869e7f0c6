package org.kafkamqtt.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.kafkamqtt.console.complete.Known;
import org.kafkamqtt.console.complete.Shell;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Manual;
import org.kafkamqtt.console.text.Quantity;
import picocli.CommandLine;

/**
 * The word {@code completion}: a script for a shell, or what such a script asks for.
 *
 * <p>Whatever goes wrong while a shell asks, it gets no answer and no message, and none later than after a second.
 */
final class Completion {
    private static final String WORD = "completion";
    private static final String PATIENCE = "KAFKA_MQTT_COMPLETION_TIMEOUT";
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(1);

    private Completion() {}

    /** Whether the words are about completion; a topic of that name may still be read with more words beside it. */
    static boolean matches(String... words) {
        return words.length > 0 && words.length <= 2 && words[0].equals(WORD);
    }

    /**
     * What to print, if the words are about completion.
     *
     * @throws Failure status 2 for a shell that is not known
     */
    static Optional<String> answer(CommandLine line, Console console, String... words) {
        if (words.length > 1 && words[0].equals(WORD) && kinds(line).contains(words[1])) {
            return Optional.of(lines(lookedUp(line, console, words[1], Arrays.copyOfRange(words, 2, words.length))));
        }
        if (!matches(words)) {
            return Optional.empty();
        }
        String name = words.length == 2 ? words[1] : "";
        Shell shell = Shell.named(name).orElseThrow(() -> refused(name));
        return Optional.of(shell.script(known(line)));
    }

    private static Failure refused(String name) {
        String shells = "use " + WORD + " bash, " + WORD + " zsh or " + WORD + " fish";
        return Failure.usage(name.isEmpty() ? "no shell: " + shells : "unknown shell '" + name + "': " + shells);
    }

    /** What the commands of the tool look up. */
    private static List<String> kinds(CommandLine line) {
        ToolCommand command = line.getCommand();
        return Stream.concat(Stream.of(command), command.allViews().stream())
                .map(each -> each.guide().lookups().values())
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    private static Known known(CommandLine line) {
        ToolCommand command = line.getCommand();
        List<Manual> commands = new ArrayList<>();
        line.getSubcommands().values().forEach(subcommand -> commands.add(Manuals.of(subcommand)));
        command.allViews().forEach(view -> commands.add(Manuals.of(Tool.commandLine(view))));
        return new Known(Manuals.of(line), commands);
    }

    private static List<String> lookedUp(CommandLine line, Console console, String kind, String... typed) {
        Logging.verbosity(0);
        ToolCommand command = line.getCommand();
        FutureTask<List<String>> task = new FutureTask<>(() -> command.lookUp(kind, console, typed));
        Thread thread = new Thread(task, WORD);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(patience(console).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            return List.of();
        }
    }

    private static Duration patience(Console console) {
        String wanted = console.environment().getOrDefault(PATIENCE, "");
        try {
            return wanted.isEmpty() ? USUAL_PATIENCE : Quantity.duration(wanted, "s");
        } catch (Failure e) {
            return USUAL_PATIENCE;
        }
    }

    private static String lines(List<String> found) {
        StringBuilder lines = new StringBuilder();
        found.stream()
                .filter(name -> name.chars().noneMatch(Character::isISOControl))
                .sorted()
                .forEach(name -> lines.append(String.format(Locale.ROOT, "%s%n", name)));
        return lines.toString();
    }
}
