package org.kafkamqtt.mqtt.broker.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.kafkamqtt.mqtt.broker.match.SubscriptionTree;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.session.Home;
import org.kafkamqtt.mqtt.broker.session.Receipt;
import org.kafkamqtt.mqtt.broker.session.ServerSession;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;

/**
 * One process between its clients and the log. Pure: connections, what arrives from the log, and time come in. Not thread-safe; the
 * node's thread owns it and all that it holds.
 */
public final class Node implements Home, MessageLog.Tail {
    private final NodeSettings settings;
    private final NodeClock clock;
    private final Consumer<String> notes;
    private final Questions questions;
    private final RetainedView view;
    private final Delivering delivering;
    private final Subscribing subscribing;
    private final Publishing publishing;
    private final List<Consumer<Chunk>> followers = new ArrayList<>();
    private final Map<ServerSession, Client> clients = new LinkedHashMap<>();
    private final SubscriptionTree<Client> tree = new SubscriptionTree<>();
    private final Map<String, ServerSession> byIdentifier = new HashMap<>();
    private long connections;
    private boolean stopping;

    /**
     * A node without clients.
     *
     * @param view the retained messages as of the tail
     * @param tail offset of the next message of each partition that arrives
     * @param notes takes lines for whoever runs the node
     */
    public Node(
            NodeSettings settings,
            MessageLog log,
            RetainedView view,
            long[] tail,
            NodeClock clock,
            Consumer<String> notes) {
        this.questions = new Questions(log);
        this.settings = settings;
        this.clock = clock;
        this.notes = notes;
        this.view = view;
        this.delivering = new Delivering(questions, tree, clock, settings, tail, notes);
        this.subscribing = new Subscribing(log, tree, view, delivering, clock);
        this.publishing = new Publishing(log, clock, settings.holdMs(), subscribing::ask);
    }

    /** Sees all chunks of the tail, after the node. */
    public void follow(Consumer<Chunk> follower) {
        followers.add(follower);
    }

    /** Asks for what lies in the log, as {@link MessageLog#read}, as often as one likes. */
    public void read(int partition, long offset, Consumer<Chunk> answer) {
        questions.ask(partition, offset, answer);
    }

    /** Offset of the next message of each partition that arrives. */
    public long[] tail() {
        return delivering.tail().clone();
    }

    // ---- connections

    /** A client has connected. */
    public ServerSession open(NodeWire wire) {
        Client client = new Client(wire, settings.life());
        ServerSession session = new ServerSession(wire, this, settings.session(), clock.nowMs());
        client.session(session);
        clients.put(session, client);
        return session;
    }

    /** How many connections there are. */
    public int connections() {
        return clients.size();
    }

    /** Looks at the time; to be called a few times a second. */
    public void tick() {
        long nowMs = clock.nowMs();
        publishing.tick(nowMs);
        List<ServerSession> due = new ArrayList<>();
        for (ServerSession session : clients.keySet()) {
            if (session.dueMs() <= nowMs) {
                due.add(session);
            }
        }
        due.forEach(session -> session.tick(nowMs, clock.timestamp()));
    }

    /** Takes leave of all clients; no will is published. */
    public void stop() {
        stopping = true;
        List.copyOf(clients.keySet()).forEach(ServerSession::shutDown);
    }

    /** Whether it takes leave, or has done so. */
    public boolean stopping() {
        return stopping;
    }

    // ---- the log

    @Override
    public void arrived(Chunk chunk) {
        for (Logged logged : chunk.messages()) {
            if (logged.message().retain()) {
                view.apply(logged.message());
            }
        }
        delivering.arrived(chunk);
        followers.forEach(follower -> follower.accept(chunk));
        subscribing.proceed();
    }

    @Override
    public void room() {
        publishing.room();
    }

    // ---- what sessions ask for

    private Client client(ServerSession session) {
        Client client = clients.get(session);
        if (client == null) {
            throw new IllegalStateException("a session that has ended asks for something");
        }
        return client;
    }

    @Override
    public void connected(ServerSession session) {
        ServerSession before = byIdentifier.get(session.clientId());
        if (before != null) {
            before.takenOver(clock.timestamp());
        }
        byIdentifier.put(session.clientId(), session);
    }

    @Override
    public String freshIdentifier() {
        return "auto-" + UUID.randomUUID();
    }

    @Override
    public long nextConnection() {
        return ++connections;
    }

    @Override
    public long life() {
        return settings.life();
    }

    @Override
    public void publish(ServerSession session, Message message, Receipt receipt) {
        publishing.publish(client(session), message, receipt);
    }

    @Override
    public void subscribe(ServerSession session, int packetId, List<Subscribe.Request> wanted, int identifier) {
        subscribing.subscribe(client(session), packetId, wanted, identifier);
    }

    @Override
    public boolean unsubscribe(ServerSession session, String filter) {
        return subscribing.unsubscribe(client(session), filter);
    }

    @Override
    public boolean anySubscriber(String topic) {
        return !tree.match(topic).isEmpty();
    }

    @Override
    public void roomAgain(ServerSession session) {
        delivering.goOn(client(session));
    }

    @Override
    public void ended(ServerSession session) {
        Client client = clients.remove(session);
        if (client != null) {
            byIdentifier.remove(session.clientId(), session);
            subscribing.end(client);
        }
    }

    @Override
    public void note(String line) {
        notes.accept(line);
    }
}
