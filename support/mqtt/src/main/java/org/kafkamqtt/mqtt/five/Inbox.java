package org.kafkamqtt.mqtt.five;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.upkeep.ReceivedExactlyOnce;

/**
 * Messages of QoS 2 that the broker sent and that are not completed.
 *
 * <p>One of QoS 2 is noted, answered by PUBREC, handed over on PUBREL, and completed when the listener is done with it: from PUBREC on
 * the broker does not send it again. Not thread-safe; the lock of the session guards it.
 */
final class Inbox {
    private final Optional<FiveStore> store;
    private final ReceivedExactlyOnce delivered = new ReceivedExactlyOnce();
    /** Those of QoS 2 before PUBREL. */
    private final Map<Integer, Message> held = new LinkedHashMap<>();

    Inbox(Optional<FiveStore> store) {
        this.store = store;
        store.ifPresent(file -> held.putAll(file.messages()));
    }

    /** The session is gone: what was answered by PUBREC is ours all the same, and is returned to be handed over. */
    List<Message> sessionLost() {
        delivered.forget();
        List<Message> ours = List.copyOf(held.values());
        held.clear();
        return ours;
    }

    /** A message of QoS 2 came, for the first time or again; PUBREC is due. */
    void published(Message message) {
        int packetId = message.packetId();
        if (delivered.holds(packetId)) {
            return;
        }
        store.ifPresent(file -> file.received(message));
        held.put(packetId, message);
    }

    /** What a PUBREL means. */
    enum Release {
        /** Hand the message over. */
        DELIVER,
        /** The listener has it and is not done. */
        WAIT,
        /** It is done: PUBCOMP is due. */
        COMPLETE,
        /** Nothing is known of it. */
        UNKNOWN
    }

    /** PUBREL came over this connection. */
    Release released(int packetId, long epoch) {
        if (!delivered.holds(packetId) && !held.containsKey(packetId)) {
            return Release.UNKNOWN;
        }
        return switch (delivered.arrived(packetId, epoch)) {
            case DELIVER -> Release.DELIVER;
            case WAIT -> Release.WAIT;
            case COMPLETE -> Release.COMPLETE;
        };
    }

    /** The message to hand over, which came over this connection or an earlier one. */
    Message handOver(int packetId, long epoch) {
        Message message = held.remove(packetId);
        if (message == null) {
            throw new IllegalStateException("no message " + packetId);
        }
        return in(message, epoch);
    }

    /** The same message as one of this connection. */
    static Message in(Message message, long epoch) {
        return new Message(
                message.topic(),
                message.payload(),
                message.qos(),
                message.retain(),
                message.duplicate(),
                message.packetId(),
                message.properties(),
                epoch);
    }

    /**
     * The listener is done with a message of QoS 2.
     *
     * @param there the present connection, 0 for none
     * @return whether PUBCOMP is due
     */
    boolean done(Message message, long there) {
        assert message.qos() == Qos.EXACTLY_ONCE;
        if (held.get(message.packetId()) == null) {
            store.ifPresent(file -> file.done(message.packetId()));
        }
        return delivered.done(message.packetId(), message.epoch(), there);
    }
}
