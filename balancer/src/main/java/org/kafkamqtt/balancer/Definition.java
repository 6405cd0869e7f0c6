package org.kafkamqtt.balancer;

import java.util.List;
import java.util.function.Function;

/**
 * What is known about a predefined balancer, and how to make one.
 *
 * @param name its own name
 * @param aliases other names, each as {@code client:Name} where it is the name that client uses
 * @param rule the class of clients that agree with it on every key: {@code A} to {@code H}, {@code I} for a rule
 *     shared with no other client, {@code -} where the key is ignored, {@code own} for ours
 * @param ordering what it promises
 * @param keyless where a message without a key goes, and one with an empty key
 * @param summary what it does, in one sentence
 * @param details definition, source, cost, when to use it and which order is lost
 * @param options its settings
 * @param maker makes a new one
 */
public record Definition(
        String name,
        List<String> aliases,
        String rule,
        Ordering ordering,
        String keyless,
        String summary,
        String details,
        List<BalancerOption> options,
        Function<Options, Balancer> maker) {

    /** Whether this is the balancer's own name or one of its aliases, in any case. */
    public boolean isCalled(String wanted) {
        return name.equalsIgnoreCase(wanted) || aliases.stream().anyMatch(alias -> alias.equalsIgnoreCase(wanted));
    }

    /** The clients that agree with it, in words: the letter of their class and its formula. */
    public String ruleInWords() {
        return RuleClass.of(rule).words();
    }

    /** Whether all others of its class put every key where it does. */
    public boolean sharesRule() {
        return RuleClass.of(rule).agrees();
    }

    /** The names of the settings. */
    public List<String> optionNames() {
        return options.stream().map(BalancerOption::name).toList();
    }
}
