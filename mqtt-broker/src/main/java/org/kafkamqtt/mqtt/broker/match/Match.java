package org.kafkamqtt.mqtt.broker.match;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's subscriptions that match a topic name. Immutable; everything that no message changes is worked out beforehand.
 *
 * @param <S> who subscribes
 */
public final class Match<S> {
    private final S subscriber;
    private final List<Subscription> subscriptions;
    private final @Nullable View all;
    private final @Nullable View ownMessages;
    private final boolean noLocal;

    Match(S subscriber, List<Subscription> subscriptions) {
        this.subscriber = subscriber;
        this.subscriptions = List.copyOf(subscriptions);
        all = View.of(this.subscriptions);
        noLocal = this.subscriptions.stream().anyMatch(Subscription::noLocal);
        ownMessages = noLocal
                ? View.of(this.subscriptions.stream()
                        .filter(subscription -> !subscription.noLocal())
                        .toList())
                : all;
    }

    /** This one with one more subscription. */
    Match<S> and(Subscription more) {
        List<Subscription> both = new ArrayList<>(subscriptions);
        both.add(more);
        return new Match<>(subscriber, both);
    }

    public S subscriber() {
        return subscriber;
    }

    /** Those that match, at least one; of each filter the newest. */
    public List<Subscription> subscriptions() {
        return subscriptions;
    }

    /** Whether it makes a difference that a message is the subscriber's own. */
    public boolean noLocal() {
        return noLocal;
    }

    /**
     * How a message reaches the subscriber for which all that it subscribed to counts.
     *
     * @param own whether this very connection published it
     * @return null if it does not reach it
     */
    public @Nullable View view(boolean own) {
        return own ? ownMessages : all;
    }

    /**
     * As {@link #view(boolean)}, with those subscriptions only that count for this place in the log. A partition that was added
     * after a subscription began counts whole.
     *
     * @param partition number of the partition among all that a node reads
     */
    public @Nullable View view(boolean own, int partition, long offset) {
        int counting = 0;
        for (int i = 0; i < subscriptions.size(); i++) {
            counting += counts(subscriptions.get(i), partition, offset) ? 1 : 0;
        }
        if (counting == subscriptions.size()) {
            return view(own);
        }
        List<Subscription> left = new ArrayList<>(counting);
        for (Subscription subscription : subscriptions) {
            if (counts(subscription, partition, offset) && !(own && subscription.noLocal())) {
                left.add(subscription);
            }
        }
        return View.of(left);
    }

    private static boolean counts(Subscription subscription, int partition, long offset) {
        long[] from = subscription.from();
        return partition >= from.length || from[partition] <= offset;
    }

    @Override
    public String toString() {
        return subscriber + ": " + subscriptions;
    }
}
