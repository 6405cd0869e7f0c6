package org.kafkamqtt.mqtt.subscribe.receive;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.Qos;

/**
 * Messages of QoS 1 that came and are not yet acknowledged to the broker.
 *
 * <p>After a lost connection the broker sends these again, under the same packet identifiers (MQTT 3.1.1 section 4.4). A
 * repeat of one that waits here replaces it, so that it is written once and acknowledged on the connection that is
 * up. QoS 2 does not need this: the connection itself recognises its repeats. Thread-safe.
 */
public final class Receipts {
    private final Map<Integer, Receipt> open = new HashMap<>();

    /** What to do with a message that came. */
    enum Verdict {
        /** It is new. */
        WRITE,
        /** It waits to be written already. */
        KNOWN,
        /** It was written already and is to be acknowledged only. */
        ACKNOWLEDGE
    }

    /** Takes in a message; called in order of arrival. */
    synchronized Verdict arrived(Message message) {
        if (message.qos() != Qos.AT_LEAST_ONCE) {
            return Verdict.WRITE;
        }
        Receipt known = open.get(message.packetId());
        if (known == null || !known.stale || !message.duplicate() || !same(known.latest, message)) {
            open.put(message.packetId(), new Receipt(message));
            return Verdict.WRITE;
        }
        known.latest = message;
        known.stale = false;
        if (known.written) {
            open.remove(message.packetId());
            return Verdict.ACKNOWLEDGE;
        }
        return Verdict.KNOWN;
    }

    /** The message was written: returns the delivery to acknowledge, the latest one, if the broker waits for that. */
    @SuppressWarnings("ReferenceEquality") // the very message, not one that looks like it
    public synchronized Optional<Message> written(Message message) {
        if (message.qos() == Qos.AT_MOST_ONCE) {
            return Optional.empty();
        }
        Receipt receipt = message.qos() == Qos.AT_LEAST_ONCE ? open.get(message.packetId()) : null;
        if (receipt == null || receipt.first != message) {
            return Optional.of(message);
        }
        if (receipt.stale) {
            receipt.written = true;
        } else {
            open.remove(message.packetId());
        }
        return Optional.of(receipt.latest);
    }

    /** The connection is gone: acknowledgements of what came over it can no longer reach the broker. */
    synchronized void connectionLost() {
        open.values().forEach(receipt -> receipt.stale = true);
    }

    /** The broker has forgotten the session: nothing will be sent again. */
    synchronized void sessionLost() {
        open.clear();
    }

    private static boolean same(Message a, Message b) {
        return a.topic().equals(b.topic()) && a.retain() == b.retain() && Arrays.equals(a.payload(), b.payload());
    }

    /** One message and its latest delivery. */
    private static final class Receipt {
        final Message first;
        Message latest;
        boolean stale;
        boolean written;

        Receipt(Message message) {
            this.first = message;
            this.latest = message;
        }
    }
}
