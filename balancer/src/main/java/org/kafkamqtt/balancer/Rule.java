package org.kafkamqtt.balancer;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A predefined balancer under construction, part by named part; {@link #made} completes it.
 *
 * <p>It rejects a missing part, so that every test that looks up a balancer finds the gap. Not
 * thread-safe; one entry of a table owns it.
 */
final class Rule {
    private final String name;
    private List<String> aliases = List.of();
    private List<BalancerOption> options = List.of();
    private @Nullable RuleClass ruleClass;
    private @Nullable Ordering ordering;
    private @Nullable String keyless;
    private @Nullable String summary;
    private @Nullable String computation;
    private @Nullable String source;
    private @Nullable String details;

    private Rule(String name) {
        this.name = name;
    }

    /** Starts with its own name. */
    static Rule rule(String name) {
        return new Rule(name);
    }

    /** Its other names, each as {@code client:Name} where it is the name that client uses. */
    Rule as(String... others) {
        aliases = List.of(others);
        return this;
    }

    /** The clients that agree with it on every key. */
    Rule ofClass(RuleClass clients) {
        ruleClass = clients;
        return this;
    }

    /** A rule that no client has, with its promise; for all others the promise follows from their class. */
    Rule own(Ordering promised) {
        ruleClass = RuleClass.OWN;
        ordering = promised;
        return this;
    }

    /** Where a message without a key goes, and one with an empty key; implied where the key is ignored. */
    Rule keyless(String choice) {
        keyless = choice;
        return this;
    }

    /** What it does, in one sentence without a full stop. */
    Rule says(String sentence) {
        summary = sentence;
        return this;
    }

    /** How the answer is computed, without a full stop; implied if the class has a formula. Needs {@link #in}. */
    Rule computes(String answer) {
        computation = answer;
        return this;
    }

    /** The source of that: client, version, file, lines. */
    Rule in(String place) {
        source = place;
        return this;
    }

    /** Whole sentences on cost, use and lost order; they follow the definition, or replace it if there is no source. */
    Rule details(String... sentences) {
        details = String.join(" ", sentences);
        return this;
    }

    /** Its settings. */
    Rule with(BalancerOption... settings) {
        options = List.of(settings);
        return this;
    }

    /**
     * The balancer as described.
     *
     * @param maker makes a new one
     * @throws IllegalStateException if a part is missing; the message names it
     */
    Definition made(Function<Options, Balancer> maker) {
        RuleClass clients = told(ruleClass, "ofClass or own");
        Ordering promised = promised(clients);
        return new Definition(
                name,
                aliases,
                clients.label(),
                promised,
                keyless == null && promised == Ordering.NONE ? promised.promise() : told(keyless, "keyless"),
                told(summary, "says"),
                definition(clients),
                options,
                maker);
    }

    private Ordering promised(RuleClass clients) {
        return switch (clients) {
            case A, B, C, D, E, F, G, H, I -> Ordering.PER_KEY;
            case UNKEYED -> Ordering.NONE;
            case OWN -> told(ordering, "own");
        };
    }

    private String definition(RuleClass clients) {
        if (source == null && computation == null) {
            return told(details, "in or details");
        }
        String answer = computation == null && clients.agrees() ? clients.formula() : told(computation, "computes");
        String definition = answer + " (" + told(source, "in") + ").";
        return details == null ? definition : definition + " " + details;
    }

    private <T> T told(@Nullable T part, String missing) {
        if (part == null) {
            throw new IllegalStateException("the table describes balancer " + name + " without " + missing);
        }
        return part;
    }
}
