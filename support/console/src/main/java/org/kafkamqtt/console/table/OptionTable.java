package org.kafkamqtt.console.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of a command, listed when it was built ({@link TableText}), to read a plain command line by: one of nothing but
 * these options, well formed, each with its value. The many others are left to picocli, whose model of all options takes
 * longer than everything else that a tool does before its work.
 *
 * <p>Immutable.
 */
public final class OptionTable {
    private final String command;
    private final Map<String, Row> options = new HashMap<>();
    private final @Nullable Row rest;

    /**
     * What a table has of an option.
     *
     * @param member the names of the members that lead to its own, from the command on
     * @param names of the option, none for words that are no options
     */
    record Row(Kind kind, List<String> member, List<String> names) {}

    private OptionTable(List<String> lines) {
        command = lines.get(0);
        Row words = null;
        for (String line : lines.subList(1, lines.size())) {
            Row row = TableText.row(line);
            row.names().forEach(name -> options.put(name, row));
            words = row.names().isEmpty() ? row : words;
        }
        rest = words;
    }

    /** The table of a command, if its build has made one. */
    public static Optional<OptionTable> of(Class<?> command) {
        try (InputStream in = command.getResourceAsStream("/" + TableText.resource(command))) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new OptionTable(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The name of the command. */
    public String command() {
        return command;
    }

    /**
     * Reads a command line as picocli would.
     *
     * @return empty if picocli has to look at it
     */
    public Optional<Typed> read(String... words) {
        Map<Row, List<String>> typed = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            Row row = row(word);
            if (row == null) {
                return Optional.empty();
            }
            String value = word;
            if (!row.names().isEmpty() && row.kind().valued()) {
                value = !options.containsKey(word) ? attached(word) : ++i < words.length ? words[i] : "";
            }
            if (value.isEmpty()) {
                return Optional.empty();
            }
            typed.computeIfAbsent(row, none -> new ArrayList<>()).add(value);
        }
        return Optional.of(new Typed(typed));
    }

    /** What a word belongs to, null if it is not plain. */
    private @Nullable Row row(String word) {
        if (!word.startsWith("-") || word.length() == 1) {
            return rest;
        }
        Row whole = options.get(word);
        if (whole != null) {
            return whole;
        }
        int end = nameEnd(word);
        Row named = end < 0 ? null : options.get(word.substring(0, end));
        return named != null && named.kind().valued() ? named : null;
    }

    /** Where the name ends in a word such as {@code --topic=x}, {@code -t=x} or {@code -tx}; -1 if there is none. */
    private int nameEnd(String word) {
        int equals = word.indexOf('=');
        if (equals > 0 && options.containsKey(word.substring(0, equals))) {
            return equals;
        }
        return word.startsWith("--") ? -1 : 2;
    }

    /** The value in such a word; {@code -K=} is the separator {@code =}. */
    private String attached(String word) {
        int end = nameEnd(word);
        return word.charAt(end) == '=' && (end > 2 || end + 1 < word.length())
                ? word.substring(end + 1)
                : word.substring(end);
    }
}
