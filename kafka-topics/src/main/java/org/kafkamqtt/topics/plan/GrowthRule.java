package org.kafkamqtt.topics.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Definition;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.topics.plan.Growth.Moved;

/** The balancer of a topic's producers, and their keys, as far as the user told: what growing is to be warned of. Immutable. */
public final class GrowthRule {
    private final Optional<Named> named;
    private final List<byte[]> keys;

    private GrowthRule(Optional<Named> named, List<byte[]> keys) {
        this.named = named;
        this.keys = keys;
    }

    /**
     * A balancer by its name.
     *
     * @param modulo whether it is known to be a hash modulo the number of partitions
     */
    private record Named(String name, Balancer balancer, boolean modulo) {}

    /** Nothing is known. */
    public static GrowthRule unknown() {
        return new GrowthRule(Optional.empty(), List.of());
    }

    /**
     * A balancer as {@code --balancer} of all tools names it.
     *
     * @param keys of the user; empty for a sample
     * @throws Failure status 2 if there is no such balancer
     */
    public static GrowthRule of(Balancers balancers, String name, Map<String, String> options, List<byte[]> keys) {
        try {
            Balancer balancer = balancers.create(name, options);
            boolean modulo =
                    Balancers.definition(name).filter(Definition::sharesRule).isPresent();
            return new GrowthRule(Optional.of(new Named(name, balancer, modulo)), List.copyOf(keys));
        } catch (BalancerException e) {
            throw new Failure(ExitStatus.USAGE, e.sentence(), e).withDetail(e.detail());
        }
    }

    /** What to warn of, in one sentence. */
    public String warning(String topic, int before, int after) {
        String begin = "with " + after + " partitions instead of " + before + ", ";
        return named.map(rule -> begin + words(rule, topic, before, after))
                .orElseGet(() -> begin + Growth.underHash(before, after).percent() + " of the keys of '" + topic
                        + "' move to another partition if its producers take a hash modulo the number of partitions,"
                        + " as nearly all clients do; "
                        + Growth.atLeast(before, after).percent()
                        + " under jump or rendezvous; --balancer NAME computes it");
    }

    private String words(Named rule, String topic, int before, int after) {
        if (rule.balancer().ordering() != Ordering.PER_KEY) {
            return rule.name() + " ties no key of '" + topic + "' to a partition (" + Balancers.promise(rule.balancer())
                    + ")";
        }
        Moved moved = moved(rule, before, after);
        String of = moved.keys() == 0
                ? "the keys of '" + topic + "' move"
                : (keys.isEmpty() ? "a sample of " : "") + moved.keys() + " keys move";
        return moved.percent() + " of " + of + " to another partition under " + rule.name();
    }

    private Moved moved(Named rule, int before, int after) {
        return rule.modulo() && keys.isEmpty()
                ? Growth.underHash(before, after)
                : Growth.counted(rule.balancer(), before, after, keys.isEmpty() ? Growth.sample() : keys);
    }
}
