package org.kafkamqtt.mqtt.wire;

import java.util.HashSet;
import java.util.Set;

/**
 * What Paho has asked on one connection and the broker has not answered yet. Thread-safe.
 *
 * <p>An answer that Paho did not ask for costs it the connection, with {@code unexpected error} as the reason.
 */
final class Questions {
    private final Set<Integer> subscriptions = new HashSet<>();
    private int pings;

    /** Paho sends this packet. */
    synchronized void ask(byte[] packet) {
        switch (Packet.type(packet[0])) {
            case Packet.SUBSCRIBE, Packet.UNSUBSCRIBE ->
                subscriptions.add(Packet.u16(packet, Packet.headerSize(packet)));
            case Packet.PINGREQ -> pings++;
            default -> {
                // The answer is not checked, or there is none.
            }
        }
    }

    /** Whether Paho waits for an answer to a SUBSCRIBE or UNSUBSCRIBE of this identifier; it is answered with that. */
    synchronized boolean answersSubscription(int packetId) {
        return subscriptions.remove(packetId);
    }

    /** Whether Paho waits for an answer to a PINGREQ; one is answered with that. */
    synchronized boolean answersPing() {
        if (pings == 0) {
            return false;
        }
        pings--;
        return true;
    }
}
