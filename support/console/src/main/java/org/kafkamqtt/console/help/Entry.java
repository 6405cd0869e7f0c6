package org.kafkamqtt.console.help;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An option, an argument or a command, and what it is for.
 *
 * @param names of an option, the short one first; of a command its name; none of an argument
 * @param value what to type for its value; empty if it takes none
 * @param optional whether the value may be left out
 * @param text each line a paragraph
 */
public record Entry(List<String> names, String value, boolean optional, String text) {
    /** Copies the names. */
    public Entry {
        names = List.copyOf(names);
    }

    /** A row that is not an option, such as an exit status. */
    public static Entry row(String name, String text) {
        return new Entry(List.of(name), "", false, text);
    }

    boolean isShort() {
        return !names.isEmpty() && names.get(0).length() == 2 && names.get(0).startsWith("-");
    }

    /** Whether it is known by this name. */
    public boolean is(String name) {
        return names.contains(name);
    }

    /** What it is for, in one clause. */
    public String brief() {
        return Clause.of(text);
    }

    /** The same of a command. */
    public String briefCommand() {
        return Clause.ofCommand(text);
    }

    /** All its names and its value, such as {@code -t, --topic=TOPIC}. */
    String label() {
        return label(names);
    }

    /** The same with the first name of each kind only. */
    String briefLabel() {
        List<String> brief = names.stream()
                .filter(name -> isShort() && name.equals(names.get(0)) || name.equals(longName()))
                .toList();
        return label(brief.isEmpty() ? names : brief);
    }

    private String longName() {
        return names.stream().filter(name -> name.startsWith("--")).findFirst().orElse("");
    }

    private String label(List<String> some) {
        if (some.isEmpty()) {
            return value;
        }
        String joined = some.stream().collect(Collectors.joining(", "));
        if (value.isEmpty()) {
            return joined;
        }
        boolean tied = some.get(some.size() - 1).startsWith("--");
        return joined
                + (tied ? (optional ? "[=" + value + "]" : "=" + value) : optional ? "[" + value + "]" : " " + value);
    }
}
