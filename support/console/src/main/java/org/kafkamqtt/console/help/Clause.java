package org.kafkamqtt.console.help;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first clause of a description, which alone explains what an option does. */
final class Clause {
    private static final Set<String> ENDS = Set.of("; ", ". ", " (");
    private static final Set<String> COMMAND_ENDS = Set.of("; ", ". ", ": ");
    private static final Pattern DEFAULT = Pattern.compile("\\(default: [^();]{1,24}\\)");

    private Clause() {}

    /** Up to the first end of a clause that is not in quotes. */
    static String of(String description) {
        return upTo(ENDS, description);
    }

    /** Of what a whole command is for: brackets belong to it, what comes after a colon does not. */
    static String ofCommand(String description) {
        return upTo(COMMAND_ENDS, description);
    }

    private static String upTo(Set<String> ends, String description) {
        String text = description.lines().findFirst().orElse("");
        boolean quoted = false;
        for (int i = 0; i + 1 < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' && (quoted ? endsQuote(text, i) : beginsQuote(text, i))) {
                quoted = !quoted;
            } else if (!quoted && ends.contains(text.substring(i, i + 2)) && !text.startsWith("..", i - 1)) {
                return text.substring(0, i);
            }
        }
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    /** The same with the default, if that is short. */
    static String withDefault(String description) {
        String clause = of(description);
        Matcher fallback = DEFAULT.matcher(description);
        return fallback.find() && !clause.contains(fallback.group()) ? clause + " " + fallback.group() : clause;
    }

    private static boolean beginsQuote(String text, int at) {
        return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private static boolean endsQuote(String text, int at) {
        return !Character.isLetterOrDigit(text.charAt(at + 1));
    }
}
