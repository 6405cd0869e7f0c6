package org.kafkamqtt.mqtt.broker.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.TopicFilter;

/**
 * Who subscribes to what. Filters without wildcards are found by their name, those with wildcards level by level; a name that was
 * asked for since they last changed costs one look. It has no thread and no lock; whoever made it owns it.
 *
 * @param <S> who subscribes; compared by {@code equals}
 */
public final class SubscriptionTree<S> {
    private static final long CACHE_BYTES = 16L << 20;
    /** So many filters of one subscriber are compared with a name one by one. */
    private static final int FEW = 8;

    private final Map<String, Map<S, Match<S>>> exact = new HashMap<>();
    private final Branch<S> root = new Branch<>(null, "");
    private final Map<S, Map<String, Own<S>>> bySubscriber = new HashMap<>();
    private final MatchCache<S> cache;
    private int size;

    /**
     * One subscription of a subscriber.
     *
     * @param literal whether it is the filter of a shared subscription, which is one like any other here
     * @param match as if it were the only one
     */
    private record Own<S>(Subscription subscription, TopicFilter filter, boolean literal, Match<S> match) {
        /** Stands before a filter and a name, so that the filter's beginning has no meaning of its own. */
        private static final String MASK = "x";

        static <S> Own<S> of(Subscription subscription, Match<S> match) {
            String filter = subscription.filter();
            boolean literal = filter.startsWith("$share/");
            return new Own<>(subscription, new TopicFilter(literal ? MASK + filter : filter), literal, match);
        }

        boolean matches(String topic) {
            return filter.matches(literal ? MASK + topic : topic);
        }
    }

    public SubscriptionTree() {
        this(CACHE_BYTES);
    }

    SubscriptionTree(long cacheBytes) {
        cache = new MatchCache<>(cacheBytes);
    }

    /** Adds a subscription; it takes the place of the subscriber's one with the same filter. */
    public void add(S subscriber, Subscription subscription) {
        String filter = subscription.filter();
        Match<S> match = new Match<>(subscriber, List.of(subscription));
        Own<S> own = Own.of(subscription, match);
        Own<S> old = bySubscriber
                .computeIfAbsent(subscriber, absent -> new LinkedHashMap<>(2))
                .put(filter, own);
        size += old == null ? 1 : 0;
        if (isExact(filter)) {
            exact.computeIfAbsent(filter, absent -> new LinkedHashMap<>(2)).put(subscriber, match);
        } else {
            Branch<S> branch = root;
            Levels levels = new Levels(filter);
            while (levels.next() && !levels.isRest()) {
                branch = branch.grow(levels.level());
            }
            branch.put(levels.isRest(), match);
        }
        changed(filter);
    }

    /** Removes a subscription; false if there was none. */
    public boolean remove(S subscriber, String filter) {
        Map<String, Own<S>> own = bySubscriber.get(subscriber);
        if (own == null || own.remove(filter) == null) {
            return false;
        }
        if (own.isEmpty()) {
            bySubscriber.remove(subscriber);
        }
        cut(subscriber, filter);
        return true;
    }

    /** Removes all subscriptions of a subscriber. */
    public void removeAll(S subscriber) {
        Map<String, Own<S>> own = bySubscriber.remove(subscriber);
        if (own != null) {
            own.keySet().forEach(filter -> cut(subscriber, filter));
        }
    }

    /** The subscriber's subscription with this filter. */
    public Optional<Subscription> find(S subscriber, String filter) {
        return Optional.ofNullable(owned(subscriber).get(filter)).map(Own::subscription);
    }

    /** All subscriptions of a subscriber, in the order in which they came. */
    public List<Subscription> of(S subscriber) {
        return owned(subscriber).values().stream().map(Own::subscription).toList();
    }

    private Map<String, Own<S>> owned(S subscriber) {
        return bySubscriber.getOrDefault(subscriber, Map.of());
    }

    /** How many subscriptions there are. */
    public int size() {
        return size;
    }

    /** Who gets a message of this topic name, each once. A leading wildcard does not match a name that begins with {@code $}. */
    public List<Match<S>> match(String topic) {
        return answer(topic).matches();
    }

    /** How a message of this topic name reaches one subscriber; null if it does not. */
    public @Nullable Match<S> match(String topic, S subscriber) {
        Answer<S> known = cache.get(topic);
        if (known != null) {
            return known.of(subscriber);
        }
        // Else who catches up with very many names would have all who subscribe to each of them gathered.
        Map<String, Own<S>> own = owned(subscriber);
        return own.size() > FEW ? answer(topic).of(subscriber) : matchOf(topic, own);
    }

    private static <S> @Nullable Match<S> matchOf(String topic, Map<String, Own<S>> own) {
        Match<S> found = null;
        for (Own<S> one : own.values()) {
            if (one.matches(topic)) {
                found = found == null ? one.match() : found.and(one.subscription());
            }
        }
        return found;
    }

    private Answer<S> answer(String topic) {
        Answer<S> known = cache.get(topic);
        if (known == null) {
            known = new Answer<>(find(topic));
            cache.put(topic, known);
        }
        return known;
    }

    /** How many names the answers are kept of. */
    int cached() {
        return cache.size();
    }

    /** Whether nothing is kept for subscriptions any more. */
    boolean isBare() {
        return exact.isEmpty() && root.isBare() && bySubscriber.isEmpty();
    }

    private void cut(S subscriber, String filter) {
        size--;
        if (isExact(filter)) {
            Map<S, Match<S>> those = exact.get(filter);
            if (those != null) {
                those.remove(subscriber);
                if (those.isEmpty()) {
                    exact.remove(filter);
                }
            }
        } else {
            Branch<S> branch = root;
            Levels levels = new Levels(filter);
            while (branch != null && levels.next() && !levels.isRest()) {
                branch = branch.next(levels.level());
            }
            if (branch != null) {
                branch.remove(levels.isRest(), subscriber);
                branch.prune();
            }
        }
        changed(filter);
    }

    private void changed(String filter) {
        if (isExact(filter)) {
            cache.forget(filter);
        } else {
            cache.clear();
        }
    }

    private static boolean isExact(String filter) {
        return filter.indexOf('+') < 0 && filter.indexOf('#') < 0;
    }

    private List<Match<S>> find(String topic) {
        List<Map<S, Match<S>>> groups = new ArrayList<>();
        addIfAny(groups, exact.get(topic));
        if (!root.isBare()) {
            climb(topic, groups);
        }
        return switch (groups.size()) {
            case 0 -> List.of();
            case 1 -> List.copyOf(groups.get(0).values());
            default -> merged(groups);
        };
    }

    /** Goes level by level with all branches that match so far, so that a long name costs no deep stack. */
    private void climb(String topic, List<Map<S, Match<S>>> groups) {
        boolean system = topic.startsWith("$");
        List<Branch<S>> reached = List.of(root);
        Levels levels = new Levels(topic);
        while (levels.next() && !reached.isEmpty()) {
            List<Branch<S>> further = new ArrayList<>();
            for (Branch<S> branch : reached) {
                boolean wild = !(system && branch == root);
                if (wild) {
                    addIfAny(groups, branch.hereAndBelow());
                }
                addIfAny(further, branch.child(levels.level()));
                if (wild) {
                    addIfAny(further, branch.anyLevel());
                }
            }
            reached = further;
        }
        for (Branch<S> branch : reached) {
            addIfAny(groups, branch.here());
            addIfAny(groups, branch.hereAndBelow());
        }
    }

    private static <T> void addIfAny(List<T> list, @Nullable T element) {
        if (element != null) {
            list.add(element);
        }
    }

    private static <S> List<Match<S>> merged(List<Map<S, Match<S>>> groups) {
        Map<S, Match<S>> first = new LinkedHashMap<>();
        Map<S, List<Subscription>> several = new HashMap<>();
        for (Map<S, Match<S>> group : groups) {
            group.forEach((subscriber, match) -> {
                Match<S> before = first.putIfAbsent(subscriber, match);
                if (before != null) {
                    several.computeIfAbsent(subscriber, absent -> new ArrayList<>(before.subscriptions()))
                            .addAll(match.subscriptions());
                }
            });
        }
        several.forEach((subscriber, all) -> first.put(subscriber, new Match<>(subscriber, all)));
        return List.copyOf(first.values());
    }

    /** The levels of a name or filter, one after the other. */
    private static final class Levels {
        private final String text;
        private String level = "";
        private int next;

        Levels(String text) {
            this.text = text;
        }

        boolean next() {
            if (next > text.length()) {
                return false;
            }
            int slash = text.indexOf('/', next);
            int end = slash < 0 ? text.length() : slash;
            level = text.substring(next, end);
            next = end + 1;
            return true;
        }

        String level() {
            return level;
        }

        /** Whether it is the {@code #} at the end of a filter. */
        boolean isRest() {
            return level.equals("#");
        }
    }
}
