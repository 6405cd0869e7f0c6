package org.kafkamqtt.mqtt.broker.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kafkamqtt.mqtt.broker.match.Match;
import org.kafkamqtt.mqtt.broker.match.Subscription;
import org.kafkamqtt.mqtt.broker.match.SubscriptionTree;
import org.kafkamqtt.mqtt.broker.match.View;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.Origin;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;

/** A node without a log: what is published is stored at once, or when a test says so; what is stored at once is delivered. */
final class FakeHome implements Home {
    static final long LIFE = 4_000;
    private static final long[] FROM_THE_START = {};

    /** A SUBSCRIBE. */
    record Asked(ServerSession session, int packetId, List<Subscribe.Request> wanted, int identifier) {}

    /** A message, and who wants to hear what became of it. */
    record Published(Message message, Receipt receipt) {}

    /** Whether all is done at once. */
    boolean prompt = true;

    final List<Published> published = new ArrayList<>();
    final List<Asked> asked = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final List<ServerSession> ended = new ArrayList<>();
    int roomAgain;
    long timestamp = 1_000_000;

    private final Map<String, Message> retained = new TreeMap<>();
    private final Map<String, ServerSession> byIdentifier = new HashMap<>();
    private final SubscriptionTree<ServerSession> tree = new SubscriptionTree<>();
    private long connections;

    @Override
    public void connected(ServerSession session) {
        ServerSession before = byIdentifier.put(session.clientId(), session);
        if (before != null) {
            before.takenOver(timestamp);
        }
    }

    @Override
    public String freshIdentifier() {
        return "fresh-" + (connections + 1);
    }

    @Override
    public long nextConnection() {
        return ++connections;
    }

    @Override
    public long life() {
        return LIFE;
    }

    @Override
    public void publish(ServerSession session, Message message, Receipt receipt) {
        published.add(new Published(message, receipt));
        if (prompt) {
            // As mosquitto has it, whose packets the sequences are.
            if (message.qos() == Qos.EXACTLY_ONCE) {
                receipt.stored();
                deliver(message);
            } else {
                deliver(message);
                receipt.stored();
            }
        }
    }

    /** Gives a message to all who have subscribed to it, and keeps it if it is retained. */
    void deliver(Message message) {
        if (message.retain() && message.payload().length() == 0) {
            retained.remove(message.topic());
        } else if (message.retain()) {
            retained.put(message.topic(), message);
        }
        for (Match<ServerSession> match : tree.match(message.topic())) {
            ServerSession session = match.subscriber();
            Origin origin = message.origin();
            View view = match.view(origin != null && origin.connection() == session.connection());
            if (view != null) {
                session.offer(
                        new Delivery(
                                message,
                                message.qos().atMost(view.qos()),
                                view.retainAsPublished() && message.retain(),
                                view.identifiers()),
                        0,
                        timestamp);
            }
        }
    }

    @Override
    public void subscribe(ServerSession session, int packetId, List<Subscribe.Request> wanted, int identifier) {
        asked.add(new Asked(session, packetId, wanted, identifier));
        List<Delivery> kept = new ArrayList<>();
        for (Subscribe.Request request : wanted) {
            boolean known = tree.find(session, request.filter()).isPresent();
            if (request.retainHandling() == 0 || request.retainHandling() == 1 && !known) {
                kept.addAll(retained(request, identifier));
            }
            tree.add(
                    session,
                    new Subscription(
                            request.filter(),
                            request.qos(),
                            request.noLocal(),
                            request.retainAsPublished(),
                            identifier,
                            FROM_THE_START));
        }
        if (prompt) {
            session.subscribed(packetId);
            kept.forEach(delivery -> session.offer(delivery, 0, timestamp));
        }
    }

    private List<Delivery> retained(Subscribe.Request request, int identifier) {
        TopicFilter filter = new TopicFilter(request.filter());
        int[] identifiers = identifier == 0 ? Delivery.NO_IDENTIFIERS : new int[] {identifier};
        return retained.values().stream()
                .filter(message -> filter.matches(message.topic()))
                .map(message -> new Delivery(message, message.qos().atMost(request.qos()), true, identifiers))
                .toList();
    }

    @Override
    public boolean unsubscribe(ServerSession session, String filter) {
        return tree.remove(session, filter);
    }

    @Override
    public boolean anySubscriber(String topic) {
        return !tree.match(topic).isEmpty();
    }

    @Override
    public void roomAgain(ServerSession session) {
        roomAgain++;
    }

    @Override
    public void ended(ServerSession session) {
        ended.add(session);
        tree.removeAll(session);
        byIdentifier.remove(session.clientId(), session);
    }

    @Override
    public void note(String line) {
        notes.add(line);
    }

    /** What was published, by topic name. */
    List<String> topics() {
        return published.stream().map(one -> one.message().topic()).toList();
    }
}
