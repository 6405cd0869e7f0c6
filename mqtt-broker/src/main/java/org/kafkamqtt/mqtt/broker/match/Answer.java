package org.kafkamqtt.mqtt.broker.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the messages of one topic name. Not thread-safe; the tree owns it.
 *
 * @param <S> who subscribes
 */
final class Answer<S> {
    /** So many are looked through one by one. */
    private static final int FEW = 8;

    private final List<Match<S>> matches;
    private @Nullable Map<S, Match<S>> bySubscriber;

    Answer(List<Match<S>> matches) {
        this.matches = matches;
    }

    List<Match<S>> matches() {
        return matches;
    }

    /** The match of one subscriber, null if it has none. */
    @Nullable
    Match<S> of(S subscriber) {
        if (matches.size() > FEW) {
            return indexed().get(subscriber);
        }
        for (int i = 0; i < matches.size(); i++) {
            if (matches.get(i).subscriber().equals(subscriber)) {
                return matches.get(i);
            }
        }
        return null;
    }

    private Map<S, Match<S>> indexed() {
        Map<S, Match<S>> index = bySubscriber;
        if (index == null) {
            index = new HashMap<>(matches.size() * 2);
            for (Match<S> match : matches) {
                index.put(match.subscriber(), match);
            }
            bySubscriber = index;
        }
        return index;
    }

    /** Bytes of memory that it takes, about, once it has been asked for one subscriber. */
    long bytes() {
        return matches.size() > FEW ? matches.size() * 64L : matches.size() * 8L;
    }
}
