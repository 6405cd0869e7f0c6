package org.kafkamqtt.topics.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;

/**
 * Which topics are meant, as typed. Immutable.
 *
 * <p>A name is itself. A word with one of <code>*?[{</code>, which no name can have, is a pattern as in a shell; Kafka's script
 * takes regular expressions instead.
 */
public final class Choice {
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

    private final List<Word> words;
    private final Optional<String> id;
    private final boolean internal;
    private final boolean everything;

    private Choice(List<Word> words, Optional<String> id, boolean internal) {
        this(words, id, internal, false);
    }

    private Choice(List<Word> words, Optional<String> id, boolean internal, boolean everything) {
        this.words = List.copyOf(words);
        this.id = id;
        this.internal = internal;
        this.everything = everything;
    }

    /**
     * One word of the user.
     *
     * @param typed for messages
     * @param pattern what it matches; empty for a plain name
     * @param owns whether the pattern matches Kafka's own topics as well
     */
    private record Word(String typed, Optional<Pattern> pattern, boolean owns) {
        boolean matches(Listing topic) {
            return pattern.map(p -> (owns || !topic.internal())
                            && p.matcher(topic.name()).matches())
                    .orElseGet(() -> topic.name().equals(typed));
        }
    }

    /**
     * What was found.
     *
     * @param topics by name, each once
     * @param missing why words stand for nothing, by word
     */
    public record Chosen(List<Listing> topics, List<Missing> missing) {
        public Chosen {
            topics = List.copyOf(topics);
            missing = List.copyOf(missing);
        }
    }

    /**
     * A word that stands for no topic.
     *
     * @param word as typed
     * @param why for people
     */
    public record Missing(String word, Refusal why) {}

    /** Every topic, Kafka's own only if {@code internal}; there may be none. */
    public static Choice all(boolean internal) {
        Word any = new Word("*", Optional.of(Pattern.compile(".*")), internal);
        return new Choice(List.of(any), Optional.empty(), internal, true);
    }

    /**
     * Names and patterns as in a shell; or, if {@code regular}, regular expressions that must match the whole name.
     *
     * @param internal whether patterns match Kafka's own topics, too
     * @throws Failure status 2 if a pattern makes no sense
     */
    public static Choice of(List<String> typed, boolean regular, boolean internal) {
        List<Word> words = new ArrayList<>();
        for (String word : typed) {
            Optional<Pattern> pattern = Optional.empty();
            if (regular) {
                pattern = Optional.of(expression(word, word));
            } else if (GLOB.matcher(word).find()) {
                pattern = Optional.of(expression(word, glob(word)));
            }
            words.add(new Word(word, pattern, internal));
        }
        return new Choice(words, Optional.empty(), true);
    }

    /**
     * As Kafka's script reads {@code --topic} (4.3.1, TopicFilter): a regular expression in which a comma means "or".
     *
     * @param internal whether Kafka's own topics may be found
     * @throws Failure status 2 if it is none
     */
    public static Choice ofKafka(String typed, boolean internal) {
        String regex = typed.strip()
                .replace(',', '|')
                .replace(" ", "")
                .replaceAll("^[\"']+", "")
                .replaceAll("[\"']+$", "");
        return new Choice(
                List.of(new Word(typed, Optional.of(expression(typed, regex)), internal)), Optional.empty(), internal);
    }

    /** The topic of this ID. */
    public static Choice ofId(String id, boolean internal) {
        return new Choice(List.of(), Optional.of(id), internal);
    }

    private static Pattern expression(String typed, String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw Failure.usage("'" + typed + "' is not a pattern: "
                    + e.getDescription().toLowerCase(java.util.Locale.ROOT) + " at character " + (e.getIndex() + 1));
        }
    }

    /** {@code *} for any letters, {@code ?} for one, {@code [a-c]}, {@code {a,b}}. */
    static String glob(String word) {
        StringBuilder regex = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '{' -> {
                    regex.append("(?:");
                    depth++;
                }
                case '}' -> {
                    regex.append(depth > 0 ? ")" : "\\}");
                    depth = Math.max(0, depth - 1);
                }
                case ',' -> regex.append(depth > 0 ? "|" : ",");
                case '[', ']', '-' -> regex.append(c);
                case '!' -> regex.append(i > 0 && word.charAt(i - 1) == '[' ? "^" : "!");
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    /** Whether what is found may differ from what was typed, so that it is to be shown before anything is done to it. */
    public boolean surprising(List<Listing> found) {
        Set<String> typed = new LinkedHashSet<>();
        words.forEach(word -> typed.add(word.typed()));
        return found.stream().anyMatch(topic -> !typed.contains(topic.name()));
    }

    /** The topics that are meant. */
    public Chosen of(List<Listing> known) {
        List<Listing> found = new ArrayList<>();
        List<Missing> missing = new ArrayList<>();
        if (id.isPresent()) {
            known.stream()
                    .filter(topic -> topic.id().equals(id.get()) && (internal || !topic.internal()))
                    .forEach(found::add);
            if (found.isEmpty()) {
                missing.add(new Missing(id.get(), notFound("no topic has the ID '" + id.get() + "'")));
            }
        }
        for (Word word : words) {
            List<Listing> matched = known.stream()
                    .filter(topic -> internal || !topic.internal())
                    .filter(word::matches)
                    .toList();
            matched.stream().filter(topic -> !found.contains(topic)).forEach(found::add);
            if (matched.isEmpty() && !everything) {
                missing.add(new Missing(word.typed(), notFound(sentence(word, known))));
            }
        }
        found.sort(Comparator.comparing(Listing::name));
        return new Chosen(found, missing);
    }

    private static Refusal notFound(String why) {
        return new Refusal(ExitStatus.NOT_FOUND, why);
    }

    private static String sentence(Word word, List<Listing> known) {
        List<String> names = known.stream().map(Listing::name).toList();
        boolean plain = word.typed().matches("[\\w.-]+");
        if (word.pattern().isEmpty() || plain) {
            return "topic '" + word.typed() + "' does not exist" + Nearest.suggestion(word.typed(), names);
        }
        String asGlob = glob(word.typed());
        boolean shell = word.pattern().filter(p -> !p.pattern().equals(asGlob)).isPresent()
                && GLOB.matcher(word.typed()).find()
                && matches(asGlob, names);
        return "no topic matches '" + word.typed() + "'"
                + (shell ? ", which is a regular expression here: did you mean '" + asRegex(word.typed()) + "'?" : "");
    }

    private static String asRegex(String typed) {
        return typed.replace("*", ".*").replace("?", ".");
    }

    private static boolean matches(String regex, List<String> names) {
        try {
            Pattern pattern = Pattern.compile(regex);
            return names.stream().anyMatch(name -> pattern.matcher(name).matches());
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
