package org.kafkamqtt.mqtt.broker.session;

import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/**
 * What the parts of a session have in common: the wire to the client, what it asked for, and whether it is read from. Not thread-safe;
 * the session owns it.
 */
final class Link {
    /** Why nothing is read: too much of what the client sent is not answered yet. */
    static final int UNANSWERED = 1;
    /** Why nothing is read: the client does not read the answers. */
    static final int UNREAD = 2;

    /** Packets that are written to a client that does not read, before it is not read from either. */
    private static final int UNREAD_PACKETS = 1_000;

    private final Wire wire;
    private Terms terms = Terms.NONE;
    private int held;
    private int unread;

    Link(Wire wire) {
        this.wire = wire;
    }

    Wire wire() {
        return wire;
    }

    Terms terms() {
        return terms;
    }

    /** The client has said what it wants. */
    void agree(Terms asked) {
        terms = asked;
    }

    ProtocolVersion version() {
        return terms.version();
    }

    boolean hasProperties() {
        return terms.version().hasProperties();
    }

    /** Answers; what is larger than the client takes is not sent. */
    void send(Packet packet) {
        if (terms.maxPacketSize() < Terms.ANY_SIZE && PacketWriter.size(packet, version()) > terms.maxPacketSize()) {
            return;
        }
        wire.send(packet, version());
        if (!wire.writable() && ++unread > UNREAD_PACKETS) {
            hold(UNREAD);
        }
    }

    /** Acknowledges, with the reason as text if there is one, the client wants it and it fits. */
    void acknowledge(PacketType type, int packetId, ReasonCode reason, String why) {
        if (!why.isEmpty() && hasProperties() && terms.problemInformation()) {
            Properties text =
                    Properties.builder().text(Property.REASON_STRING, why).build();
            Acknowledgement told = new Acknowledgement(type, packetId, reason, text);
            if (PacketWriter.size(told, version()) <= terms.maxPacketSize()) {
                send(told);
                return;
            }
        }
        send(new Acknowledgement(type, packetId, reason, Properties.NONE));
    }

    void writableAgain() {
        unread = 0;
        release(UNREAD);
    }

    void hold(int why) {
        if (held == 0) {
            wire.reading(false);
        }
        held |= why;
    }

    void release(int why) {
        if (held != 0 && (held &= ~why) == 0) {
            wire.reading(true);
        }
    }

    /** Whether the client is not read from, for whatever reason, so that its silence means nothing. */
    boolean held() {
        return held != 0;
    }
}
