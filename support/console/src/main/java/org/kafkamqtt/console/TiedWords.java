package org.kafkamqtt.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words of a command line with the value of each option tied to it by {@code =}: what follows an option that takes a
 * value is its value, whatever it looks like.
 *
 * <p>By default, picocli refuses {@code -P -secret}, since that resembles an option, and shows it to everybody; told to
 * take options as values, it would take {@code --stats -t x} that way, too, where the value may be left out. It never
 * takes {@code --} or the name of a subcommand, so those are hidden from it with a NUL, which no argument can contain.
 */
final class TiedWords {
    private static final String HIDDEN = "\0";

    private final List<String> tied = new ArrayList<>();
    private CommandSpec spec;

    private TiedWords(CommandSpec spec) {
        this.spec = spec;
    }

    /** The words for picocli to parse; the line must be {@link #prepare prepared}. */
    static String[] of(CommandLine line, String... words) {
        TiedWords all = new TiedWords(line.getCommandSpec());
        all.read(words);
        return all.tied.toArray(String[]::new);
    }

    static void prepare(CommandLine line) {
        line.setAllowOptionsAsOptionParameters(true)
                .registerConverter(String.class, TiedWords::shown)
                .registerConverter(Path.class, value -> Path.of(shown(value)));
    }

    private static String shown(String value) {
        return value.startsWith(HIDDEN) ? value.substring(1) : value;
    }

    private void read(String... words) {
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (word.equals("--")) {
                tied.addAll(List.of(words).subList(i, words.length));
                return;
            }
            int end = nameEnd(word);
            OptionSpec option = end < 0 ? null : option(word.substring(0, end));
            Optional<SeveralWords> several = Optional.ofNullable(option).flatMap(SeveralWords::of);
            if (option == null) {
                alone(word);
            } else if (several.isPresent() && (end < word.length() || i + 1 < words.length)) {
                i += tieSeveral(word, end, several.get(), List.of(words).subList(i + 1, words.length));
            } else if (end < word.length()) {
                tie(word.substring(0, end), attached(word, end));
            } else {
                boolean last = i + 1 == words.length;
                if (option.arity().min() == 1 && option.arity().max() == 1 && !last) {
                    tie(word, words[++i]);
                } else if (option.arity().min() == 0 && (last || isOption(words[i + 1]))) {
                    tie(word, option.fallbackValue());
                } else {
                    tied.add(word);
                }
            }
        }
    }

    /** Returns how many of the words behind it have been tied. */
    private int tieSeveral(String word, int end, SeveralWords several, List<String> behind) {
        List<String> following = new ArrayList<>(behind);
        if (end < word.length()) {
            following.add(0, attached(word, end));
        }
        int count = Math.min(several.count(following), following.size());
        tie(word.substring(0, end), SeveralWords.joined(following.subList(0, count)));
        return end < word.length() ? count - 1 : count;
    }

    /** Of {@code -vt} the flags are given first: after such a cluster picocli does not take a blank value. */
    private void tie(String name, String value) {
        String option = name;
        if (exact(name) == null) {
            int letter = name.length() - 1;
            tied.add(name.substring(0, letter));
            option = "-" + name.charAt(letter);
        }
        boolean mistaken = value.equals("--") || spec.subcommands().containsKey(value);
        tied.add(option + "=" + (mistaken ? HIDDEN : "") + value);
    }

    private static boolean isOption(String word) {
        return word.startsWith("-") && word.length() > 1;
    }

    /** {@code -K=} is the separator {@code =}, as in any getopt, but {@code -t=x} is x and {@code --key=} is nothing. */
    private static String attached(String word, int at) {
        return word.charAt(at) == '=' && (at > 2 || at + 1 < word.length())
                ? word.substring(at + 1)
                : word.substring(at);
    }

    /** By its whole name: picocli's own search takes {@code t} for {@code -t}. */
    private @Nullable OptionSpec exact(String name) {
        return spec.optionsMap().get(name);
    }

    /** Where the name of an option that takes a value ends in a word such as {@code -vtx}; -1 if there is none. */
    private int nameEnd(String word) {
        OptionSpec whole = exact(word);
        if (whole != null) {
            return whole.arity().max() == 0 ? -1 : word.length();
        }
        if (!isOption(word)) {
            return -1;
        }
        int equals = word.indexOf('=');
        OptionSpec named = equals < 0 ? null : exact(word.substring(0, equals));
        if (named != null) {
            return named.arity().max() == 0 ? -1 : equals;
        }
        return word.startsWith("--") ? -1 : clusterEnd(word);
    }

    private int clusterEnd(String word) {
        for (int i = 1; i < word.length(); i++) {
            OptionSpec letter = exact("-" + word.charAt(i));
            if (letter == null) {
                return -1;
            }
            if (letter.arity().max() > 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** The option of a word that ends with its name. */
    private OptionSpec option(String word) {
        OptionSpec whole = exact(word);
        return whole != null ? whole : Objects.requireNonNull(exact("-" + word.charAt(word.length() - 1)));
    }

    /** A subcommand has options of its own. */
    private void alone(String word) {
        tied.add(word);
        CommandLine subcommand = spec.subcommands().get(word);
        if (subcommand != null) {
            spec = subcommand.getCommandSpec();
        }
    }
}
