package org.kafkamqtt.console;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.kafkamqtt.console.text.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that could not be parsed, explained in one sentence with the nearest known word. */
final class Misuse {
    private static final Set<String> HELP = Set.of("-h", "-?", "-help", "--h", "--usage");

    private Misuse() {}

    static String sentence(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched);
        }
        String words = String.valueOf(e.getMessage());
        String sentence = words.isEmpty() ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
        return e instanceof MissingParameterException
                ? sentence.replace("missing required", "missing")
                : sentence.replace("option option", "option");
    }

    private static String unknown(UnmatchedArgumentException e) {
        // What follows the = may be a password.
        String word = e.getUnmatched().get(0).replaceFirst("(?s)^(-[^=]+)=.*", "$1");
        String kind = word.startsWith("-") && word.length() > 1 ? "unknown option '" : "unexpected argument '";
        return kind + word + "'" + advice(e.getCommandLine(), word.replaceFirst("=.*", ""));
    }

    private static String advice(CommandLine line, String word) {
        if (HELP.contains(word)) {
            return ", did you mean '--help'?";
        }
        ToolCommand command = line.getCommand();
        String instead = command.instead(word);
        return instead.isEmpty() ? Nearest.suggestion(word, known(line)) : ", use " + instead;
    }

    /** What may be typed; hidden options are of no help to anybody. */
    private static List<String> known(CommandLine line) {
        return Stream.concat(
                        line.getCommandSpec().options().stream()
                                .filter(option -> !option.hidden())
                                .flatMap(option -> Stream.of(option.names())),
                        line.getSubcommands().keySet().stream())
                .toList();
    }
}
