package org.kafkamqtt.console;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that could not be read, said in one sentence with the nearest thing that exists. */
final class Misuse {
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
        // What is behind the = may be a password.
        String word = e.getUnmatched().get(0).replaceFirst("(?s)^(-[^=]+)=.*", "$1");
        String kind = word.startsWith("-") && word.length() > 1 ? "unknown option '" : "unexpected argument '";
        List<String> known = Stream.concat(
                        e.getCommandLine().getCommandSpec().optionsMap().keySet().stream(),
                        e.getCommandLine().getSubcommands().keySet().stream())
                .toList();
        return kind + word + "'"
                + Nearest.to(word, known)
                        .map(n -> ", did you mean '" + n + "'?")
                        .orElse("");
    }
}
