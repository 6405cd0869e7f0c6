package org.kafkamqtt.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The table of a command's options that make sense only together with others, or not together with others.
 *
 * <p>An option that would change nothing in a run is refused. So that a new one cannot be forgotten, each option is
 * either in {@link #always} or the subject of {@link #needs}: a test of every command holds {@link #unplaced} and
 * {@link #unknown} to nothing. An option is recognised by any of its names and named as in the table. Immutable.
 */
public final class OptionRules {
    private static final OptionRules NONE = new OptionRules(List.of(), Set.of(), Map.of());

    private final List<Rule> rules;
    private final Set<String> always;
    private final Map<String, String> aliases;

    private OptionRules(List<Rule> rules, Set<String> always, Map<String, String> aliases) {
        this.rules = List.copyOf(rules);
        this.always = Set.copyOf(always);
        this.aliases = Map.copyOf(aliases);
    }

    /** The empty table. */
    public static OptionRules of() {
        return NONE;
    }

    /** The same with options that have an effect in every run. */
    public OptionRules always(String... options) {
        Set<String> more = new HashSet<>(always);
        more.addAll(List.of(options));
        return new OptionRules(rules, more, aliases);
    }

    /** The same with an option that changes nothing unless one of the others is given. */
    public OptionRules needs(String option, String... anyOf) {
        return with(new Needs(option, List.of(anyOf), ""));
    }

    /** The same with options that a command has only because related ones have them: here they change nothing. */
    public OptionRules never(String... options) {
        OptionRules more = this;
        for (String option : options) {
            more = more.with(new Needs(option, List.of(), ""));
        }
        return more;
    }

    /** The same with an option that contradicts each of the others, or has no effect together with them. */
    public OptionRules excludes(String option, String... others) {
        OptionRules more = this;
        for (String other : others) {
            more = more.with(new Excludes(option, other, ""));
        }
        return more;
    }

    /** The same with options of which at most one may be given. */
    public OptionRules oneOf(String... options) {
        OptionRules more = this;
        for (int i = 0; i < options.length; i++) {
            more = more.excludes(options[i], Arrays.copyOfRange(options, i + 1, options.length));
        }
        return more;
    }

    /** The same with a reason for the exclusions of this option, such as {@code the files hold all of it}. */
    public OptionRules because(String option, String reason) {
        return new OptionRules(
                rules.stream()
                        .map(rule -> rule.subject().equals(option) ? rule.because(reason) : rule)
                        .toList(),
                always,
                aliases);
    }

    /** The same with a hidden option that means the same as another one. */
    public OptionRules alias(String hidden, String meant) {
        Map<String, String> more = new HashMap<>(aliases);
        more.put(hidden, meant);
        return new OptionRules(rules, always, more);
    }

    /** Both tables, such as that of a mixin and that of the command. */
    public OptionRules and(OptionRules other) {
        Set<String> both = new HashSet<>(always);
        both.addAll(other.always);
        Map<String, String> names = new HashMap<>(aliases);
        names.putAll(other.aliases);
        return new OptionRules(
                Stream.concat(rules.stream(), other.rules.stream()).toList(), both, names);
    }

    private OptionRules with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new OptionRules(more, always, aliases);
    }

    /** What is wrong with the options that were typed, in one sentence; empty if nothing is. */
    Optional<String> broken(ParseResult parsed) {
        Set<String> typed = parsed.matchedOptions().stream()
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toSet());
        return broken(typed);
    }

    /** The same, for options given with all their names. */
    public Optional<String> broken(Set<String> typed) {
        Set<String> given = new HashSet<>(typed);
        typed.forEach(name -> given.add(aliases.getOrDefault(name, name)));
        return rules.stream()
                .map(rule -> rule.broken(given))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether two options, each given with all its names, may not be used together. */
    public boolean exclusive(Set<String> one, Set<String> other) {
        return rules.stream()
                .filter(Excludes.class::isInstance)
                .anyMatch(rule ->
                        rule.names().anyMatch(one::contains) && rule.names().anyMatch(other::contains));
    }

    /** Whether an option, given with all its names, changes nothing together with these. */
    public boolean idle(Set<String> option, Set<String> beside) {
        return rules.stream()
                .filter(Needs.class::isInstance)
                .filter(rule -> option.contains(rule.subject()))
                .anyMatch(rule -> rule.names().skip(1).noneMatch(beside::contains));
    }

    /** Options that change nothing in any run, so that no help has to name them. */
    Set<String> never() {
        return rules.stream()
                .filter(rule -> rule instanceof Needs && rule.names().count() == 1)
                .map(Rule::subject)
                .collect(Collectors.toSet());
    }

    /** The options of a command that its table does not have, apart from those of help. */
    public Set<String> unplaced(CommandSpec spec) {
        Set<String> placed = new HashSet<>(always);
        rules.stream().filter(Needs.class::isInstance).map(Rule::subject).forEach(placed::add);
        placed.addAll(aliases.keySet());
        return spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .filter(option -> Stream.of(option.names()).noneMatch(placed::contains))
                .map(OptionSpec::longestName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The options of the table that the command does not have. */
    public Set<String> unknown(CommandSpec spec) {
        return Stream.of(
                        always.stream(),
                        aliases.keySet().stream(),
                        aliases.values().stream(),
                        rules.stream().flatMap(Rule::names))
                .flatMap(names -> names)
                .filter(name -> spec.findOption(name) == null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One line of the table. */
    private sealed interface Rule {
        /** The option the line is about. */
        String subject();

        /** All options of the line. */
        Stream<String> names();

        Rule because(String reason);

        Optional<String> broken(Set<String> given);
    }

    /** An option that changes nothing by itself. */
    private record Needs(String subject, List<String> anyOf, String reason) implements Rule {
        @Override
        public Stream<String> names() {
            return Stream.concat(Stream.of(subject), anyOf.stream());
        }

        @Override
        public Rule because(String why) {
            return new Needs(subject, anyOf, ": " + why);
        }

        @Override
        public Optional<String> broken(Set<String> given) {
            return given.contains(subject) && anyOf.stream().noneMatch(given::contains)
                    ? Optional.of(subject + lack() + reason)
                    : Optional.empty();
        }

        private String lack() {
            return anyOf.isEmpty() ? " changes nothing here" : " needs " + String.join(" or ", anyOf);
        }
    }

    /** Two options of which one must go. */
    private record Excludes(String subject, String other, String reason) implements Rule {
        @Override
        public Stream<String> names() {
            return Stream.of(subject, other);
        }

        @Override
        public Rule because(String why) {
            return new Excludes(subject, other, ": " + why);
        }

        @Override
        public Optional<String> broken(Set<String> given) {
            return given.contains(subject) && given.contains(other)
                    ? Optional.of(subject + " and " + other + " cannot be used together" + reason)
                    : Optional.empty();
        }
    }
}
