package org.kafkamqtt.balancer;

import java.util.List;
import java.util.function.Function;

/**
 * What is known of a predefined balancer, and how one is made.
 *
 * @param name its own name
 * @param aliases other names, each as {@code client:Name} where it is the name that client uses
 * @param rule the class of clients that agree with it on every key: {@code A} to {@code H}, {@code I} for a rule that
 *     stands alone, {@code -} where the key has no say, {@code own} for ours
 * @param ordering what it promises
 * @param keyless what becomes of a message without a key, and with an empty one
 * @param summary what it does, in one sentence
 * @param details definition, source, cost, when to use it and what order is lost
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

    /** Whether the name is this balancer's own or one of its others; letters' case counts only in class names. */
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
