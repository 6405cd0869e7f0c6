package org.kafkamqtt.mqtt.paho;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.upkeep.Presence;
import org.kafkamqtt.mqtt.upkeep.ReceivedExactlyOnce;

/**
 * Acknowledges the messages that the broker sent: QoS 1 bypassing Paho, QoS 2 through Paho.
 *
 * <p>Thread-safe: its monitor guards the early ones, and only that of {@link Presence} is taken under it.
 */
final class Confirmations {
    private final Presence<PahoLine> presence;
    private final ReceivedExactlyOnce received = new ReceivedExactlyOnce();
    /** Acknowledgements of messages that came before the connection was known to be up. */
    private final List<Message> early = new ArrayList<>();

    Confirmations(Presence<PahoLine> presence) {
        this.presence = presence;
    }

    /** A message of QoS 2 arrived; returns whether to deliver it, and completes it if it was delivered before. */
    boolean arrived(int packetId, long connection) {
        return switch (received.arrived(packetId, connection)) {
            case DELIVER -> true;
            case COMPLETE -> {
                complete(packetId, connection);
                yield false;
            }
            // The listener has it already and will acknowledge it.
            case WAIT -> false;
        };
    }

    /** The session is gone, and with it what the packet identifiers meant. */
    void forget() {
        received.forget();
    }

    /** The listener is done with a message. */
    void acknowledge(Message message) {
        if (!isEarly(message)) {
            tell(message);
        }
    }

    /**
     * A kept session brings messages right after the broker's acceptance, perhaps before we have noticed it: their
     * acknowledgement waits until then. Forgotten, they would fill the broker's window for ever.
     */
    private synchronized boolean isEarly(Message message) {
        boolean soon = presence.isComing(message.epoch());
        if (soon) {
            early.add(message);
        }
        return soon;
    }

    /** Sends what waited for the connection. */
    void tellEarly() {
        List<Message> due;
        synchronized (this) {
            due = List.copyOf(early);
            early.clear();
        }
        due.forEach(this::tell);
    }

    private void tell(Message message) {
        switch (message.qos()) {
            case AT_MOST_ONCE -> {
                // The broker expects nothing.
            }
            case AT_LEAST_ONCE -> acknowledgeOnce(message);
            case EXACTLY_ONCE -> {
                PahoLine now = presence.line();
                if (received.done(message.packetId(), message.epoch(), now == null ? 0 : now.epoch())) {
                    complete(message.packetId(), message.epoch());
                }
            }
        }
    }

    private void acknowledgeOnce(Message message) {
        PahoLine now = presence.line();
        if (now != null && now.epoch() == message.epoch()) {
            try {
                now.wire().acknowledge(message.packetId());
            } catch (IOException e) {
                // The broker will deliver it again.
            }
        }
    }

    private void complete(int packetId, long first) {
        PahoLine now = presence.latest();
        try {
            if (now != null) {
                now.client().messageArrivedComplete(packetId, Qos.EXACTLY_ONCE.level());
            }
        } catch (MqttException e) {
            received.untold(packetId, first);
        }
    }
}
