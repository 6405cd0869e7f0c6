package org.kafkamqtt.mqtt.broker.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Suback;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Unsuback;
import org.kafkamqtt.mqtt.protocol.packet.Unsubscribe;

/** What the client subscribes to and no longer wants, answered in the order in which it came. Not thread-safe; the session owns it. */
final class Requests {
    private static final String SHARED = "$share/";
    /** Bytes that a filter takes while it waits, about, and a request without any. */
    private static final int SIZE = 200;

    private final ServerSession session;
    private final Link link;
    private final Home home;
    private final Allowance allowance;
    private final ArrayDeque<Answer> unanswered = new ArrayDeque<>(0);
    /** Filters of the subscriptions that do not want the client's own messages. */
    private final Set<String> withoutOwn = new HashSet<>(0);

    Requests(ServerSession session, Link link, Home home, Allowance allowance) {
        this.session = session;
        this.link = link;
        this.home = home;
        this.allowance = allowance;
    }

    /** SUBACK or UNSUBACK, which leaves when nothing is awaited any more. */
    private static final class Answer {
        private final int packetId;
        private final Packet packet;
        private final int size;
        private boolean awaited;

        Answer(int packetId, Packet packet, int filters, boolean awaited) {
            this.packetId = packetId;
            this.packet = packet;
            this.size = SIZE * (1 + filters);
            this.awaited = awaited;
        }
    }

    /** Whether a subscription does not want the client's own messages. */
    boolean ownUnwanted() {
        return !withoutOwn.isEmpty();
    }

    void subscribe(Subscribe subscribe) {
        List<ReasonCode> reasons = new ArrayList<>(subscribe.requests().size());
        List<Subscribe.Request> wanted = new ArrayList<>(subscribe.requests().size());
        for (Subscribe.Request request : subscribe.requests()) {
            ReasonCode reason = reason(request);
            reasons.add(reason);
            if (!reason.isFailure()) {
                Subscribe.Request own = asBridge(request);
                wanted.add(own);
                remember(own);
            }
        }
        int packetId = subscribe.packetId();
        begin(packetId, new Suback(packetId, Properties.NONE, reasons), reasons.size(), !wanted.isEmpty());
        if (!wanted.isEmpty()) {
            int identifier = (int) subscribe.properties().number(Property.SUBSCRIPTION_IDENTIFIER, 0);
            home.subscribe(session, packetId, wanted, identifier);
        }
        answer();
    }

    /** Shared subscriptions came with MQTT 5; before it their filters are filters like any others. */
    private ReasonCode reason(Subscribe.Request request) {
        if (!request.filter().startsWith(SHARED)) {
            return ReasonCode.of(request.qos().level()).orElseThrow();
        }
        if (link.hasProperties()) {
            return ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED;
        }
        home.note("client '" + session.clientId() + "' subscribes to '" + request.filter() + "' by MQTT "
                + link.version() + ": shared subscriptions do not work yet, it gets messages of such names only");
        return ReasonCode.of(request.qos().level()).orElseThrow();
    }

    /** Before MQTT 5 a bridge has no options to say what all bridges want. */
    private Subscribe.Request asBridge(Subscribe.Request request) {
        return link.terms().bridge()
                ? new Subscribe.Request(request.filter(), request.qos(), true, true, request.retainHandling())
                : request;
    }

    private void remember(Subscribe.Request request) {
        if (request.noLocal()) {
            withoutOwn.add(request.filter());
        } else {
            withoutOwn.remove(request.filter());
        }
    }

    void unsubscribe(Unsubscribe unsubscribe) {
        List<ReasonCode> reasons = new ArrayList<>(unsubscribe.filters().size());
        for (String filter : unsubscribe.filters()) {
            withoutOwn.remove(filter);
            reasons.add(home.unsubscribe(session, filter) ? ReasonCode.SUCCESS : ReasonCode.NO_SUBSCRIPTION_EXISTED);
        }
        int packetId = unsubscribe.packetId();
        begin(packetId, new Unsuback(packetId, Properties.NONE, reasons), reasons.size(), false);
        answer();
    }

    private void begin(int packetId, Packet packet, int filters, boolean awaited) {
        Answer answer = new Answer(packetId, packet, filters, awaited);
        allowance.begun(answer.size);
        unanswered.add(answer);
    }

    /** The first SUBSCRIBE with this identifier that waits has begun. */
    void subscribed(int packetId) {
        for (Answer answer : unanswered) {
            if (answer.awaited && answer.packetId == packetId) {
                answer.awaited = false;
                break;
            }
        }
        answer();
    }

    private void answer() {
        Answer next = unanswered.peek();
        while (next != null && !next.awaited) {
            unanswered.remove();
            allowance.settled(next.size);
            link.send(next.packet);
            next = unanswered.peek();
        }
    }
}
