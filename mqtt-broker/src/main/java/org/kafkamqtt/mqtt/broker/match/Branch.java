package org.kafkamqtt.mqtt.broker.match;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of filters with wildcards: the levels that lead to it. What it has none of takes no memory.
 *
 * @param <S> who subscribes
 */
final class Branch<S> {
    private final @Nullable Branch<S> parent;
    /** The level that leads here from the parent. */
    private final String level;

    private @Nullable Map<String, Branch<S>> children;
    private @Nullable Branch<S> anyLevel;
    private @Nullable Map<S, Match<S>> here;
    private @Nullable Map<S, Match<S>> hereAndBelow;

    Branch(@Nullable Branch<S> parent, String level) {
        this.parent = parent;
        this.level = level;
    }

    /** The branch that this level leads to; null if there is none. */
    @Nullable
    Branch<S> child(String name) {
        return children == null ? null : children.get(name);
    }

    /** The branch that {@code +} leads to; null if there is none. */
    @Nullable
    Branch<S> anyLevel() {
        return anyLevel;
    }

    /** Those whose filter ends here; null for none. */
    @Nullable
    Map<S, Match<S>> here() {
        return here;
    }

    /** Those whose filter ends with {@code #} here; null for none. */
    @Nullable
    Map<S, Match<S>> hereAndBelow() {
        return hereAndBelow;
    }

    /** The branch that a level of a filter leads to, made if need be. */
    Branch<S> grow(String name) {
        if (name.equals("+")) {
            if (anyLevel == null) {
                anyLevel = new Branch<>(this, name);
            }
            return anyLevel;
        }
        if (children == null) {
            children = new HashMap<>(2);
        }
        return children.computeIfAbsent(name, made -> new Branch<>(this, made));
    }

    /** The branch that a level of a filter leads to; null if there is none. */
    @Nullable
    Branch<S> next(String name) {
        return name.equals("+") ? anyLevel : child(name);
    }

    void put(boolean below, Match<S> match) {
        Map<S, Match<S>> those = below ? hereAndBelow : here;
        if (those == null) {
            those = new LinkedHashMap<>(2);
            if (below) {
                hereAndBelow = those;
            } else {
                here = those;
            }
        }
        those.put(match.subscriber(), match);
    }

    void remove(boolean below, S subscriber) {
        Map<S, Match<S>> those = below ? hereAndBelow : here;
        if (those == null) {
            return;
        }
        those.remove(subscriber);
        if (those.isEmpty()) {
            if (below) {
                hereAndBelow = null;
            } else {
                here = null;
            }
        }
    }

    /** Takes the branch off the tree if nothing is on it, and so on towards the root. */
    void prune() {
        Branch<S> bare = this;
        while (bare.isBare() && bare.parent != null) {
            bare.parent.drop(bare);
            bare = bare.parent;
        }
    }

    private void drop(Branch<S> child) {
        if (anyLevel == child) {
            anyLevel = null;
        } else if (children != null) {
            children.remove(child.level);
            children = children.isEmpty() ? null : children;
        }
    }

    /** Whether nothing is on it. */
    boolean isBare() {
        return children == null && anyLevel == null && here == null && hereAndBelow == null;
    }
}
