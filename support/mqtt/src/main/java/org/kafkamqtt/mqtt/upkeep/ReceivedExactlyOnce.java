package org.kafkamqtt.mqtt.upkeep;

import java.util.HashMap;
import java.util.Map;

/**
 * Messages of QoS 2 that the listener has, by packet identifier, so that a redelivery within a session is not a second message.
 *
 * <p>A message is acknowledged over the connection it came over last, and over no later one: there the broker first delivers what it
 * does not know to be done, perhaps from the beginning, and that would be taken for another message. Thread-safe.
 */
public final class ReceivedExactlyOnce {
    private enum Stage {
        WITH_LISTENER,
        DONE
    }

    /** What to do with a message that arrived. */
    public enum Verdict {
        DELIVER,
        WAIT,
        COMPLETE
    }

    /**
     * One message.
     *
     * @param first connection that it came over
     * @param last connection that it came over
     */
    private record Held(Stage stage, long first, long last) {}

    private final Map<Integer, Held> held = new HashMap<>();

    /** Whether a message with this identifier was delivered and is not completed. */
    public synchronized boolean holds(int packetId) {
        return held.containsKey(packetId);
    }

    /** A message arrived over this connection, for the first time or again. */
    public synchronized Verdict arrived(int packetId, long connection) {
        Held known = held.get(packetId);
        if (known == null) {
            held.put(packetId, new Held(Stage.WITH_LISTENER, connection, connection));
            return Verdict.DELIVER;
        }
        if (known.stage() == Stage.DONE) {
            held.remove(packetId);
            return Verdict.COMPLETE;
        }
        held.put(packetId, new Held(Stage.WITH_LISTENER, known.first(), connection));
        return Verdict.WAIT;
    }

    /**
     * The listener is done with what came first over this connection.
     *
     * @param there the present connection, 0 for none
     * @return whether to acknowledge it now
     */
    public synchronized boolean done(int packetId, long first, long there) {
        Held known = held.get(packetId);
        if (known == null || known.first() != first) {
            // Of a session that is gone; the identifier may be another message's.
            return false;
        }
        if (known.last() == there) {
            held.remove(packetId);
            return true;
        }
        held.put(packetId, new Held(Stage.DONE, first, known.last()));
        return false;
    }

    /** It could not be acknowledged after all. */
    public synchronized void untold(int packetId, long first) {
        held.put(packetId, new Held(Stage.DONE, first, first));
    }

    /** The session is gone, and with it what the identifiers meant. */
    public synchronized void forget() {
        held.clear();
    }
}
