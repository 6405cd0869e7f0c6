package org.kafkamqtt.mqtt.five;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/** A broker with one client, as the specification has it: what it was given, and what it has to give. */
final class ModelBroker {
    private static final int WINDOW = 5;

    private final SplittableRandom random;
    /** The number of each publication that it accepted, once for each time. */
    final List<Integer> accepted = new ArrayList<>();
    /** Identifiers of QoS 2 between PUBLISH and PUBREL. */
    private final Map<Integer, Integer> held = new HashMap<>();
    /** Messages for the client, oldest first, by identifier; released ones have no PUBLISH any more. */
    private final Map<Integer, Publish> sent = new LinkedHashMap<>();

    private final Map<Integer, Boolean> released = new HashMap<>();
    private final Deque<Integer> toSend = new ArrayDeque<>();
    private int lastId;
    /** On their way to the client. */
    final Deque<Packet> wire = new ArrayDeque<>();

    ModelBroker(SplittableRandom random, int messages) {
        this.random = random;
        for (int i = 0; i < messages; i++) {
            toSend.add(i);
        }
    }

    private static Payload number(int number) {
        return Payload.of(new byte[] {(byte) (number >> 8), (byte) number});
    }

    static int number(byte[] payload) {
        return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    boolean isDone() {
        return toSend.isEmpty() && sent.isEmpty() && wire.isEmpty();
    }

    /** A new connection of the same session. */
    void reconnected() {
        wire.clear();
        sent.forEach((id, publish) -> wire.add(
                released.containsKey(id)
                        ? Acknowledgement.of(PacketType.PUBREL, id)
                        : new Publish(
                                true, publish.qos(), false, publish.topic(), id, Properties.NONE, publish.payload())));
    }

    /** Sends the next message, if there is one and there is room. */
    void send() {
        Integer number = sent.size() < WINDOW ? toSend.poll() : null;
        if (number != null) {
            do {
                lastId = lastId % 7 + 1;
            } while (sent.containsKey(lastId));
            Publish publish = new Publish(
                    false,
                    number % 2 == 0 ? Qos.EXACTLY_ONCE : Qos.AT_LEAST_ONCE,
                    false,
                    "down",
                    lastId,
                    Properties.NONE,
                    number(number));
            sent.put(lastId, publish);
            wire.add(publish);
        }
    }

    /** Takes a packet of the client. */
    void take(Packet packet) {
        if (packet instanceof Publish publish) {
            published(publish);
            return;
        }
        Acknowledgement answer = (Acknowledgement) packet;
        int id = answer.packetId();
        switch (answer.type()) {
            case PUBACK -> sent.remove(id);
            case PUBREC -> {
                released.put(id, true);
                wire.add(Acknowledgement.of(PacketType.PUBREL, id));
            }
            case PUBCOMP -> {
                sent.remove(id);
                released.remove(id);
            }
            case PUBREL -> {
                ReasonCode reason =
                        held.remove(id) == null ? ReasonCode.PACKET_IDENTIFIER_NOT_FOUND : ReasonCode.SUCCESS;
                wire.add(new Acknowledgement(PacketType.PUBCOMP, id, reason, Properties.NONE));
            }
            default -> throw new IllegalStateException(answer.type() + " from a client");
        }
    }

    private void published(Publish publish) {
        int number = number(publish.payload().copy());
        boolean twice = publish.qos() == Qos.EXACTLY_ONCE;
        PacketType type = twice ? PacketType.PUBREC : PacketType.PUBACK;
        if (twice && held.containsKey(publish.packetId())) {
            if (held.get(publish.packetId()) != number) {
                throw new IllegalStateException("two messages under one identifier");
            }
        } else if (!publish.duplicate() && random.nextInt(8) == 0) {
            wire.add(new Acknowledgement(type, publish.packetId(), ReasonCode.QUOTA_EXCEEDED, Properties.NONE));
            return;
        } else {
            accepted.add(number);
            if (twice) {
                held.put(publish.packetId(), number);
            }
        }
        wire.add(Acknowledgement.of(type, publish.packetId()));
    }
}
