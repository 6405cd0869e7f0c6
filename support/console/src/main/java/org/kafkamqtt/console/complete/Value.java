package org.kafkamqtt.console.complete;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.kafkamqtt.console.help.Entry;
import org.kafkamqtt.console.help.Manual;

/**
 * What can be offered for the value of an option or for an argument.
 *
 * @param words fixed ones
 * @param files whether it may be a file
 * @param folders whether it may be a folder
 * @param lookup what the tool itself is asked for, such as {@code topics}; empty if nothing
 */
record Value(List<String> words, boolean files, boolean folders, String lookup) {
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9_.-]*");
    private static final Pattern FILE = Pattern.compile("(^|.*[^A-Z])(FILE|PATH)([^A-Z].*|$)");
    private static final Pattern FOLDER = Pattern.compile("(^|.*[^A-Z])(DIR|FOLDER)([^A-Z].*|$)");
    private static final Pattern CAPITALS = Pattern.compile("[A-Z]+");
    private static final Pattern ALTERNATIVES = Pattern.compile("\\|");

    /** Of an option or argument of this command. */
    static Value of(Entry entry, Manual manual) {
        String lookup = "";
        Set<String> words = new LinkedHashSet<>();
        for (String name : names(entry)) {
            lookup = manual.guide().lookups().getOrDefault(name, lookup);
            words.addAll(manual.guide().values().getOrDefault(name, List::of).get());
        }
        if (entry.is("--help")) {
            words.add("all");
            words.addAll(manual.topics());
        }
        if (words.isEmpty() && entry.value().contains("|")) {
            ALTERNATIVES
                    .splitAsStream(entry.value())
                    .filter(WORD.asMatchPredicate())
                    .forEach(words::add);
        }
        return new Value(
                List.copyOf(words),
                FILE.matcher(entry.value()).matches(),
                FOLDER.matcher(entry.value()).matches(),
                lookup);
    }

    private static List<String> names(Entry entry) {
        List<String> names = new ArrayList<>(entry.names());
        if (names.isEmpty()) {
            names.add(entry.value().replace("...", ""));
            CAPITALS.matcher(entry.value()).results().forEach(word -> names.add(word.group()));
        }
        return names;
    }
}
