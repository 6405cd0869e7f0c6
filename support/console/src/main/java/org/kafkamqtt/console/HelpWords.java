package org.kafkamqtt.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.help.Manual;
import org.kafkamqtt.console.text.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The ways to ask for help: {@code --help}, {@code --help=TOPIC}, {@code help TOPIC}, {@code SUBCOMMAND help}. */
final class HelpWords {
    private static final String WORD = "help";
    private static final String OPTION = "--help";

    private HelpWords() {}

    /** The same words with {@code --help=TOPIC} in place of any other way to ask for help. */
    static String[] of(CommandLine line, String... words) {
        boolean subcommand = words.length > 1 && line.getSubcommands().containsKey(words[0]);
        int at = subcommand ? 1 : 0;
        int rest = words.length - at;
        boolean asked = rest > 0 && rest <= 2 && (words[at].equals(WORD) || rest == 2 && words[at].equals(OPTION));
        if (!asked || rest == 2 && words[at + 1].startsWith("-")) {
            return words;
        }
        List<String> all = new ArrayList<>(List.of(words).subList(0, at));
        all.add(OPTION + (rest == 2 ? "=" + words[at + 1] : ""));
        return all.toArray(String[]::new);
    }

    /** Whether the words are about the tool, so that there is no run. */
    static boolean matches(String... words) {
        return words.length > 0 && words.length <= 2 && words[0].equals(WORD);
    }

    /**
     * What help was asked for.
     *
     * @throws ParameterException if there is no such topic
     */
    static String answer(ParseResult parsed, Look look) {
        CommandLine line = parsed.commandSpec().commandLine();
        String topic = parsed.matchedOptionValue(OPTION, "");
        CommandLine named = named(line, topic);
        if (named != null) {
            return text(Manuals.of(named).brief(look.width(), look.bold()));
        }
        Manual manual = Manuals.of(line);
        if (topic.isEmpty()) {
            return text(manual.brief(look.width(), look.bold()));
        }
        return text(manual.part(topic, look.width(), look.bold()).orElseThrow(() -> unknown(line, manual, topic)));
    }

    /** The subcommand or view of this name. */
    private static @Nullable CommandLine named(CommandLine line, String name) {
        CommandLine subcommand = line.getSubcommands().get(name);
        ToolCommand command = line.getCommand();
        Supplier<ToolCommand> view = command.views().get(name);
        return subcommand == null && view != null ? Tool.commandLine(view.get()) : subcommand;
    }

    private static ParameterException unknown(CommandLine line, Manual manual, String topic) {
        List<String> known = new ArrayList<>(manual.topics());
        known.addAll(line.getSubcommands().keySet());
        manual.commands().forEach(command -> known.addAll(command.names()));
        known.add("all");
        String nearest = Nearest.suggestion(topic, known);
        return new ParameterException(
                line,
                "there is no help on '" + topic + "'"
                        + (nearest.isEmpty() ? ": topics are " + String.join(", ", manual.topics()) : nearest));
    }

    private static String text(List<String> lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
