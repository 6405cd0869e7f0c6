package org.kafkamqtt.mqtt.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Payloads of received messages of QoS 2, by packet identifier, while Paho handles the messages without them.
 *
 * <p>Paho 1.2.5 copies a message three times before it delivers it. Thread-safe.
 */
public final class HeldPayloads {
    private final Map<Integer, byte[]> payloads = new HashMap<>();

    /** The message with this identifier came, for the first time or again. */
    synchronized void hold(int packetId, byte[] payload) {
        payloads.put(packetId, payload);
    }

    /** What is held for this identifier. */
    public synchronized Optional<byte[]> of(int packetId) {
        return Optional.ofNullable(payloads.get(packetId));
    }

    /** The same, and no longer held. */
    public synchronized Optional<byte[]> release(int packetId) {
        return Optional.ofNullable(payloads.remove(packetId));
    }

    /** The broker has forgotten the session: it will not complete any of them. */
    synchronized void forget() {
        payloads.clear();
    }
}
