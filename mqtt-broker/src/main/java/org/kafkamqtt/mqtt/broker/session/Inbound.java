package org.kafkamqtt.mqtt.broker.session;

import java.util.ArrayDeque;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.message.Origin;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/**
 * Messages that the client publishes, until they are acknowledged, which happens in the order in which they came. Not thread-safe; the
 * session owns it.
 */
final class Inbound {
    private final ServerSession session;
    private final Link link;
    private final Home home;
    private final Allowance allowance;
    private final int receiveMaximum;
    private final IncomingAliases aliases;
    /** Those of QoS 1 and 2 whose PUBACK or PUBREC has not left. */
    private final ArrayDeque<Arrival> unanswered = new ArrayDeque<>(0);
    /** Identifiers of QoS 2 whose PUBREC has left, and whose PUBREL has not come. */
    private final BitSet held = new BitSet(0);
    /** Identifiers of QoS 2 whose PUBREC has not left. */
    private final BitSet coming = new BitSet(0);

    private int unacknowledged;
    private @Nullable Last last;
    private boolean lossNoted;

    /**
     * The last PUBLISH of QoS 2.
     *
     * @param length of its payload
     * @param repeated whether it came twice
     */
    private record Last(int packetId, String topic, int length, boolean repeated) {}

    Inbound(ServerSession session, Link link, Home home, SessionSettings settings, Allowance allowance) {
        this.session = session;
        this.link = link;
        this.home = home;
        this.allowance = allowance;
        this.receiveMaximum = settings.receiveMaximum();
        this.aliases = new IncomingAliases(settings.topicAliasMaximum());
    }

    // ---- PUBLISH

    /**
     * A PUBLISH has come.
     *
     * @param ownUnwanted whether the client has a subscription that does not want its own messages
     * @param timestamp milliseconds since 1970
     */
    void publish(Publish publish, boolean ownUnwanted, long timestamp) {
        String topic = aliases.topic(publish);
        int packetId = publish.packetId();
        if (publish.qos() == Qos.EXACTLY_ONCE && (held.get(packetId) || coming.get(packetId))) {
            repeat(publish, topic);
            return;
        }
        Arrival arrival = Arrival.of(this, publish, topic);
        if (publish.qos() != Qos.AT_MOST_ONCE) {
            begin(arrival);
        }
        ReasonCode refusal = refusal(publish, topic);
        if (refusal == null) {
            allowance.begun(arrival.size());
            home.publish(session, message(publish, topic, ownUnwanted, timestamp), arrival);
        } else if (publish.qos() == Qos.AT_MOST_ONCE) {
            noteLoss(refusal.toString());
        } else {
            // Before MQTT 5 there is only a positive answer or none at all (3.1.1 section 3.3.5).
            boolean told = link.hasProperties();
            arrival.answer(told ? refusal : ReasonCode.SUCCESS, "");
            if (!told) {
                noteLoss("'" + topic + "' belongs to the server");
            }
            answer();
        }
    }

    private void begin(Arrival arrival) {
        if (link.hasProperties() && unacknowledged >= receiveMaximum) {
            throw new ProtocolError(
                    ReasonCode.RECEIVE_MAXIMUM_EXCEEDED, "more than " + receiveMaximum + " unacknowledged messages");
        }
        unacknowledged++;
        unanswered.add(arrival);
        if (arrival.qos() == Qos.EXACTLY_ONCE) {
            coming.set(arrival.packetId());
            last = new Last(arrival.packetId(), arrival.topic(), arrival.size(), false);
        }
    }

    /**
     * A PUBLISH whose identifier is in use is answered as the first one is, and not published again. Who sends the same one a third
     * time has lost his mind: within a connection nothing is to be sent twice at all (MQTT 5.0 section 4.4).
     */
    private void repeat(Publish publish, String topic) {
        Arrival again = Arrival.again(this, publish, topic, original(publish.packetId()));
        Last once = new Last(again.packetId(), topic, again.size(), false);
        Last twice = new Last(again.packetId(), topic, again.size(), true);
        if (twice.equals(last)) {
            throw ProtocolError.forbidden("the same message with identifier " + again.packetId() + " over and over");
        }
        last = once.equals(last) ? twice : once;
        allowance.begun(again.size());
        unanswered.add(again);
        answer();
    }

    private @Nullable Arrival original(int packetId) {
        for (Arrival arrival : unanswered) {
            if (arrival.packetId() == packetId && arrival.qos() == Qos.EXACTLY_ONCE && !arrival.repeated()) {
                return arrival;
            }
        }
        return null;
    }

    /** Why a message does not get to the log; null if it does. */
    private static @Nullable ReasonCode refusal(Publish publish, String topic) {
        if (ReservedTopics.isReserved(topic)) {
            return ReasonCode.NOT_AUTHORIZED;
        }
        if (!PayloadFormat.holds(publish.properties(), publish.payload())) {
            if (publish.qos() == Qos.AT_MOST_ONCE) {
                throw new ProtocolError(
                        ReasonCode.PAYLOAD_FORMAT_INVALID, "a payload that is not the text it claims to be");
            }
            return ReasonCode.PAYLOAD_FORMAT_INVALID;
        }
        return null;
    }

    private Message message(Publish publish, String topic, boolean ownUnwanted, long timestamp) {
        boolean traced = publish.qos() == Qos.EXACTLY_ONCE || ownUnwanted;
        return new Message(
                topic,
                publish.payload(),
                publish.qos(),
                publish.retain(),
                HandedThrough.of(publish.properties()),
                timestamp,
                publish.properties().number(Property.MESSAGE_EXPIRY, -1),
                traced ? new Origin(home.life(), session.connection(), publish.packetId()) : null);
    }

    // ---- answers

    /** What became of a message is known. */
    void settled(Arrival arrival, ReasonCode reason, String why) {
        if (session.over()) {
            return;
        }
        if (arrival.qos() == Qos.AT_MOST_ONCE) {
            allowance.settled(arrival.size());
            if (reason.isFailure()) {
                noteLoss(why.isEmpty() ? reason.toString() : why);
            }
            return;
        }
        boolean unheard = reason == ReasonCode.SUCCESS
                && arrival.qos() == Qos.AT_LEAST_ONCE
                && link.hasProperties()
                && !home.anySubscriber(arrival.topic());
        arrival.answer(unheard ? ReasonCode.NO_MATCHING_SUBSCRIBERS : reason, why);
        allowance.settled(arrival.size());
        answer();
    }

    /** Some messages have no answer that could tell, but nothing is lost without a word. */
    private void noteLoss(String why) {
        if (!lossNoted) {
            lossNoted = true;
            home.note("client '" + session.clientId() + "' loses messages: " + why);
        }
    }

    /** Answers the first ones, as far as the answers are known. */
    private void answer() {
        Arrival next = unanswered.peek();
        while (next != null && !session.over()) {
            ReasonCode reason = next.reason();
            if (reason == null) {
                return;
            }
            unanswered.remove();
            if (next.repeated()) {
                allowance.settled(next.size());
            }
            answer(next, reason);
            next = unanswered.peek();
        }
    }

    private void answer(Arrival arrival, ReasonCode reason) {
        if (reason.isFailure() && !link.hasProperties()) {
            session.fail(new ProtocolError(reason, "the message is refused: " + arrival.why()));
            return;
        }
        if (!arrival.repeated()) {
            close(arrival, reason);
        }
        PacketType type = arrival.qos() == Qos.EXACTLY_ONCE ? PacketType.PUBREC : PacketType.PUBACK;
        link.acknowledge(type, arrival.packetId(), Refusals.ofPublish(reason), arrival.why());
    }

    /** PUBACK leaves, or PUBREC. */
    private void close(Arrival arrival, ReasonCode reason) {
        if (arrival.qos() == Qos.AT_LEAST_ONCE) {
            unacknowledged--;
            return;
        }
        coming.clear(arrival.packetId());
        if (reason.isFailure()) {
            unacknowledged--;
        } else {
            held.set(arrival.packetId());
        }
    }

    // ---- PUBREL

    void pubrel(int packetId) {
        if (coming.get(packetId)) {
            throw ProtocolError.forbidden("PUBREL for identifier " + packetId + " before its PUBREC");
        }
        if (held.get(packetId)) {
            held.clear(packetId);
            unacknowledged--;
        }
        // An identifier that is not held was released before, which is what the client wants.
        link.acknowledge(PacketType.PUBCOMP, packetId, ReasonCode.SUCCESS, "");
    }
}
