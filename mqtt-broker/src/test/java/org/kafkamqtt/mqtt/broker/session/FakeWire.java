package org.kafkamqtt.mqtt.broker.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/** A connection that keeps what is written to it. */
final class FakeWire implements Wire {
    final List<Packet> sent = new ArrayList<>();
    final Queue<byte[]> bytes = new ArrayDeque<>();
    boolean writable = true;
    boolean reading = true;
    boolean closed;

    private final PacketWriter writer = new PacketWriter();

    @Override
    public void send(Packet packet, ProtocolVersion version) {
        if (closed) {
            throw new IllegalStateException("written to after it was closed: " + packet);
        }
        sent.add(packet);
        writer.clear();
        writer.write(packet, version);
        bytes.add(Arrays.copyOf(writer.array(), writer.length()));
    }

    @Override
    public void publish(Message message, Publish packet, ProtocolVersion version) {
        send(packet, version);
    }

    @Override
    public boolean writable() {
        return writable;
    }

    @Override
    public void reading(boolean wanted) {
        if (reading == wanted) {
            throw new IllegalStateException("told twice to read: " + wanted);
        }
        reading = wanted;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String peer() {
        return "127.0.0.1:50412";
    }

    /** What was sent since this was asked last. */
    List<Packet> take() {
        List<Packet> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }
}
