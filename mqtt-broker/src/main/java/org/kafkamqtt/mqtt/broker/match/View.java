package org.kafkamqtt.mqtt.broker.match;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.Qos;

/**
 * What the subscriptions of one client that match a message come to: one copy of it. Views without identifiers that say the same are
 * the same object.
 *
 * @param qos the highest of theirs
 * @param retainAsPublished whether one of them wants the retain flag handed through
 * @param identifiers of all that have one, ascending, the same one as often as it was given; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all messages that it holds for
public record View(Qos qos, boolean retainAsPublished, int[] identifiers) {
    private static final int[] NO_IDENTIFIERS = {};
    private static final View[] PLAIN = new View[6];

    static {
        for (Qos qos : Qos.values()) {
            PLAIN[2 * qos.level()] = new View(qos, false, NO_IDENTIFIERS);
            PLAIN[2 * qos.level() + 1] = new View(qos, true, NO_IDENTIFIERS);
        }
    }

    /** What these come to; null if there are none. */
    static @Nullable View of(List<Subscription> subscriptions) {
        if (subscriptions.isEmpty()) {
            return null;
        }
        int level = 0;
        int identified = 0;
        boolean retain = false;
        for (Subscription subscription : subscriptions) {
            level = Math.max(level, subscription.qos().level());
            retain |= subscription.retainAsPublished();
            identified += subscription.identifier() == 0 ? 0 : 1;
        }
        if (identified == 0) {
            return PLAIN[2 * level + (retain ? 1 : 0)];
        }
        return new View(Qos.of(level), retain, identifiers(subscriptions, identified));
    }

    private static int[] identifiers(List<Subscription> subscriptions, int count) {
        int[] identifiers = new int[count];
        int next = 0;
        for (Subscription subscription : subscriptions) {
            if (subscription.identifier() != 0) {
                identifiers[next++] = subscription.identifier();
            }
        }
        Arrays.sort(identifiers);
        return identifiers;
    }
}
