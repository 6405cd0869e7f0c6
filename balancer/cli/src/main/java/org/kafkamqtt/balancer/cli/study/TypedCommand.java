package org.kafkamqtt.balancer.cli.study;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command line as it can be pasted into a shell. */
public final class TypedCommand {
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./^-]+");
    private static final Pattern TIED = Pattern.compile("(--[\\w-]+)=(?s:(.+))");

    private TypedCommand() {}

    /**
     * With quotes where a shell needs them.
     *
     * @param words an option may be tied to its value by {@code =}
     */
    public static String of(String tool, List<String> words) {
        return Stream.concat(Stream.of(tool), words.stream().flatMap(TypedCommand::apart))
                .map(TypedCommand::quoted)
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> apart(String word) {
        var tied = TIED.matcher(word.replace("\0", ""));
        return tied.matches() ? Stream.of(tied.group(1), tied.group(2)) : Stream.of(word);
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
