package org.kafkamqtt.console.help;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.kafkamqtt.console.failure.ExitStatus;

/**
 * What a command declares for its help besides its options: which of them most people need, examples, exit statuses, and the
 * words that a value may be. Immutable.
 */
public final class Guide {
    private static final Guide EMPTY = new Guide(List.of(), List.of(), all(), List.of(), Map.of(), Map.of(), "");

    private final List<String> essentials;
    private final List<Example> examples;
    private final Map<ExitStatus, String> statuses;
    private final List<Topic> topics;
    private final Map<String, Supplier<List<String>>> values;
    private final Map<String, String> lookups;
    private final String page;

    private Guide(
            List<String> essentials,
            List<Example> examples,
            Map<ExitStatus, String> statuses,
            List<Topic> topics,
            Map<String, Supplier<List<String>>> values,
            Map<String, String> lookups,
            String page) {
        this.essentials = essentials;
        this.examples = examples;
        this.statuses = statuses;
        this.topics = topics;
        this.values = values;
        this.lookups = lookups;
        this.page = page;
    }

    /**
     * A command that a person would type.
     *
     * @param command fit to be copied
     * @param comment what it does; may be empty
     */
    public record Example(String command, String comment) {}

    /**
     * What is too long for the description of one option.
     *
     * @param name what to ask for
     * @param heading in the help
     * @param text a paragraph; may be empty
     * @param rows tokens and their meanings
     */
    public record Topic(String name, String heading, String text, List<Entry> rows) {}

    private static Map<ExitStatus, String> all() {
        Map<ExitStatus, String> all = new EnumMap<>(ExitStatus.class);
        for (ExitStatus status : ExitStatus.values()) {
            all.put(status, status.meaning());
        }
        return all;
    }

    /** Nothing but all the exit statuses. */
    public static Guide of() {
        return EMPTY;
    }

    /** The same with the options for the short help, each by one of its names. */
    public Guide essentials(String... options) {
        return new Guide(List.of(options), examples, statuses, topics, values, lookups, page);
    }

    /** The same with another example; the first three are those of the short help. */
    public Guide example(String command) {
        return example(command, "");
    }

    /** The same with an example and what it does. */
    public Guide example(String command, String comment) {
        return new Guide(
                essentials, and(examples, new Example(command, comment)), statuses, topics, values, lookups, page);
    }

    /** The same with the only statuses that the command can have; signals may end any. */
    public Guide statuses(ExitStatus... possible) {
        Map<ExitStatus, String> kept = new EnumMap<>(statuses);
        for (ExitStatus each : possible) {
            kept.putIfAbsent(each, each.meaning());
        }
        List<ExitStatus> list = new ArrayList<>(Arrays.asList(possible));
        list.addAll(List.of(ExitStatus.INTERRUPTED, ExitStatus.TERMINATED));
        kept.keySet().retainAll(list);
        return new Guide(essentials, examples, kept, topics, values, lookups, page);
    }

    /** The same with other words for one of its statuses, where less can have happened than in other tools. */
    public Guide status(ExitStatus status, String meaning) {
        Map<ExitStatus, String> other = new EnumMap<>(statuses);
        other.put(status, meaning);
        return new Guide(essentials, examples, other, topics, values, lookups, page);
    }

    /** The same with a topic; rows are pairs of a token and its meaning. */
    public Guide topic(String name, String heading, String text, String... pairs) {
        List<Entry> rows = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            rows.add(Entry.row(pairs[i], pairs[i + 1]));
        }
        return new Guide(
                essentials,
                examples,
                statuses,
                and(topics, new Topic(name, heading, text, List.copyOf(rows))),
                values,
                lookups,
                page);
    }

    /** The same with words that a shell offers for the value of an option; looked up only when they are wanted. */
    public Guide values(String option, Supplier<List<String>> words) {
        Map<String, Supplier<List<String>>> more = new LinkedHashMap<>(values);
        more.put(option, words);
        return new Guide(essentials, examples, statuses, topics, more, lookups, page);
    }

    /** The same with words that are known here. */
    public Guide values(String option, String... words) {
        return values(option, () -> List.of(words));
    }

    /**
     * The same with options whose values the tool itself looks up for a shell.
     *
     * @param kind what to ask it for, such as {@code topics}
     * @param options each by one of its names, arguments by their labels
     */
    public Guide looksUp(String kind, String... options) {
        Map<String, String> more = new LinkedHashMap<>(lookups);
        for (String option : options) {
            more.put(option, kind);
        }
        return new Guide(essentials, examples, statuses, topics, values, more, page);
    }

    /** The same with the page of the manual in the repository. */
    public Guide page(String file) {
        return new Guide(essentials, examples, statuses, topics, values, lookups, file);
    }

    private static <T> List<T> and(List<T> some, T another) {
        List<T> more = new ArrayList<>(some);
        more.add(another);
        return List.copyOf(more);
    }

    public List<String> essentials() {
        return essentials;
    }

    public List<Example> examples() {
        return examples;
    }

    /** The statuses in the order of their numbers, each with its meaning. */
    public Map<ExitStatus, String> statuses() {
        return statuses;
    }

    public List<Topic> topics() {
        return topics;
    }

    /** The words for the values of options, by one of their names. */
    public Map<String, Supplier<List<String>>> values() {
        return values;
    }

    /** What the tool looks up for the values of options, by one of their names. */
    public Map<String, String> lookups() {
        return lookups;
    }

    /** The page of the manual; may be empty. */
    public String page() {
        return page;
    }
}
