package org.kafkamqtt.mqtt.broker.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.match.Subscription;
import org.kafkamqtt.mqtt.broker.match.SubscriptionTree;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.session.Delivery;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;

/** From SUBSCRIBE to SUBACK, in the order of each client's requests. Not thread-safe; the node's thread owns it. */
final class Subscribing {
    private static final int ONLY_NEW = 1;
    private static final int NOT_AT_ALL = 2;

    private final MessageLog log;
    private final SubscriptionTree<Client> tree;
    private final RetainedView view;
    private final Delivering delivering;
    private final NodeClock clock;
    /** Those that wait for the tail. */
    private final List<Barrier> waiting = new ArrayList<>();

    private int wanted;

    Subscribing(
            MessageLog log, SubscriptionTree<Client> tree, RetainedView view, Delivering delivering, NodeClock clock) {
        this.log = log;
        this.tree = tree;
        this.view = view;
        this.delivering = delivering;
        this.clock = clock;
    }

    void subscribe(Client client, int packetId, List<Subscribe.Request> requests, int identifier) {
        count(requests.size());
        client.barriers().add(new Barrier(client, packetId, requests, identifier, client.nextAppends()));
        ask(client);
    }

    /** The tail is whole as long as anybody wants anything. */
    private void count(int change) {
        boolean before = wanted > 0;
        wanted += change;
        if (before != wanted > 0) {
            log.wanted(wanted > 0);
        }
    }

    /** Asks for the ends of the log for those whose own messages are settled. */
    void ask(Client client) {
        for (Barrier barrier : client.barriers()) {
            if (barrier.asks()) {
                log.ends(ends -> {
                    barrier.ends(ends);
                    waiting.add(barrier);
                    proceed();
                });
            }
        }
    }

    /** Begins what the tail has come far enough for. */
    void proceed() {
        if (waiting.isEmpty()) {
            return;
        }
        long[] tail = delivering.tail();
        long @Nullable [] from = null;
        List<Barrier> passed = new ArrayList<>();
        waiting.removeIf(barrier -> {
            boolean ready = barrier.passed(tail);
            if (ready) {
                passed.add(barrier);
            }
            return ready;
        });
        for (Barrier barrier : passed) {
            from = from == null ? tail.clone() : from;
            ArrayDeque<Barrier> own = barrier.client().barriers();
            // The ends that were asked for later are no lower, so they pass in order; an earlier one may pass in the
            // same turn.
            while (!own.isEmpty() && own.element().passed(tail)) {
                begin(own.remove(), from);
            }
        }
    }

    private void begin(Barrier barrier, long[] from) {
        Client client = barrier.client();
        count(-barrier.wanted().size());
        if (client.session().over()) {
            return;
        }
        List<Delivery> retained = new ArrayList<>();
        for (Subscribe.Request request : barrier.wanted()) {
            Subscription before = tree.find(client, request.filter()).orElse(null);
            Subscription own = new Subscription(
                    request.filter(),
                    request.qos(),
                    request.noLocal(),
                    request.retainAsPublished(),
                    barrier.identifier(),
                    before == null ? from : before.from());
            count(before == null ? 1 : 0);
            tree.add(client, own);
            if (request.retainHandling() != NOT_AT_ALL && (request.retainHandling() != ONLY_NEW || before == null)) {
                retained(client, own, retained);
            }
        }
        client.session().subscribed(barrier.packetId());
        retained.forEach(client::retained);
        delivering.goOn(client);
    }

    private void retained(Client client, Subscription subscription, List<Delivery> retained) {
        int[] identifiers =
                subscription.identifier() == 0 ? Delivery.NO_IDENTIFIERS : new int[] {subscription.identifier()};
        for (Message message : view.matching(subscription.filter(), clock.timestamp())) {
            if (!subscription.noLocal() || !client.published(message)) {
                retained.add(new Delivery(message, message.qos().atMost(subscription.qos()), true, identifiers));
            }
        }
    }

    boolean unsubscribe(Client client, String filter) {
        boolean found = tree.remove(client, filter);
        if (found) {
            count(-1);
        }
        for (Barrier barrier : client.barriers()) {
            int before = barrier.wanted().size();
            found |= barrier.drop(filter);
            count(barrier.wanted().size() - before);
        }
        return found;
    }

    /** The client is gone. */
    void end(Client client) {
        count(-tree.of(client).size());
        tree.removeAll(client);
        for (Barrier barrier : client.barriers()) {
            count(-barrier.wanted().size());
        }
        client.barriers().clear();
        waiting.removeIf(barrier -> barrier.client() == client);
    }
}
