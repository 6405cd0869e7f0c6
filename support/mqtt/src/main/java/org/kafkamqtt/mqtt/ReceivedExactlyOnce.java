package org.kafkamqtt.mqtt;

import java.util.HashMap;
import java.util.Map;

/**
 * Messages of QoS 2 that the listener has, by packet identifier, so that a redelivery within a session is no second message.
 *
 * <p>Thread-safe.
 */
final class ReceivedExactlyOnce {
    private enum Stage {
        WITH_LISTENER,
        DONE
    }

    /** What to do with a message that arrived. */
    enum Verdict {
        DELIVER,
        WAIT,
        COMPLETE
    }

    private final Map<Integer, Stage> stages = new HashMap<>();

    /** A message arrived, for the first time or again. */
    synchronized Verdict arrived(int packetId) {
        Stage stage = stages.get(packetId);
        if (stage == null) {
            stages.put(packetId, Stage.WITH_LISTENER);
            return Verdict.DELIVER;
        }
        if (stage == Stage.DONE) {
            stages.remove(packetId);
            return Verdict.COMPLETE;
        }
        return Verdict.WAIT;
    }

    /** The listener is done with it; if the broker could be told, that is the end of it. */
    synchronized void done(int packetId, boolean told) {
        if (told) {
            stages.remove(packetId);
        } else {
            stages.put(packetId, Stage.DONE);
        }
    }

    /** The session is gone, and with it what the identifiers meant. */
    synchronized void forget() {
        stages.clear();
    }
}
