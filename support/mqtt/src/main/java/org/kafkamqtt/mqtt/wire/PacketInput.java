package org.kafkamqtt.mqtt.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Packets on their way in: read in large pieces, whole; messages of QoS 0 and 1 go straight to {@link Inbound}, the rest is
 * what Paho reads here. Only Paho's receiver thread uses it.
 */
final class PacketInput extends InputStream {
    private final InputStream in;
    private final Inbound inbound;
    private final Optional<PacketTrace> trace;
    private final byte[] buffer = new byte[64 * 1024];
    private int at;
    private int end;
    /** What Paho reads now. */
    private byte[] served = {};

    private int servedAt;
    private boolean answered;

    PacketInput(InputStream in, Inbound inbound, Optional<PacketTrace> trace) {
        this.in = in;
        this.inbound = inbound;
        this.trace = trace;
    }

    @Override
    public int available() {
        return served.length - servedAt;
    }

    @Override
    public int read() throws IOException {
        await();
        return served[servedAt++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        await();
        int count = Math.min(length, served.length - servedAt);
        System.arraycopy(served, servedAt, target, offset, count);
        servedAt += count;
        return count;
    }

    private void await() throws IOException {
        try {
            while (servedAt == served.length) {
                byte[] packet = packet();
                trace.ifPresent(t -> t.received(packet));
                if (!delivered(packet)) {
                    served = spelt(packet);
                    servedAt = 0;
                }
            }
        } catch (IOException | RuntimeException e) {
            inbound.broken(e);
            throw e;
        }
    }

    private boolean delivered(byte[] packet) throws IOException {
        int qos = packet[0] >> 1 & 3;
        if (Packet.type(packet[0]) != Packet.PUBLISH || qos == 2) {
            return false;
        }
        int from = Packet.headerSize(packet);
        int topicLength = packet.length < from + 2 ? Integer.MAX_VALUE / 2 : Packet.u16(packet, from);
        int body = from + 2 + topicLength + (qos == 1 ? 2 : 0);
        if (body > packet.length || qos == 3) {
            throw new IOException("the broker sent a malformed PUBLISH");
        }
        byte[] payload = new byte[packet.length - body];
        System.arraycopy(packet, body, payload, 0, payload.length);
        String topic = new String(packet, from + 2, topicLength, StandardCharsets.UTF_8);
        int packetId = qos == 1 ? Packet.u16(packet, body - 2) : 0;
        inbound.published(topic, payload, qos, (packet[0] & 1) != 0, (packet[0] & 8) != 0, packetId);
        return true;
    }

    private static byte[] spelt(byte[] packet) {
        return Packet.type(packet[0]) == Packet.PUBLISH
                ? TopicRewrite.publish(packet, Packet.headerSize(packet), TopicCode::encoded)
                : packet;
    }

    private byte[] packet() throws IOException {
        byte first = next();
        if (!answered && Packet.type(first) != Packet.CONNACK) {
            throw new IOException("the answer is not MQTT");
        }
        answered = true;
        int length = 0;
        int shift = 0;
        byte digit;
        byte[] lengthDigits = new byte[4];
        do {
            if (shift > 21) {
                throw new IOException("the broker sent a malformed packet; is it an MQTT broker?");
            }
            digit = next();
            lengthDigits[shift / 7] = digit;
            length |= (digit & 0x7f) << shift;
            shift += 7;
        } while (digit < 0);
        int header = 1 + shift / 7;
        byte[] packet = new byte[header + length];
        packet[0] = first;
        System.arraycopy(lengthDigits, 0, packet, 1, header - 1);
        fill(packet, header);
        return packet;
    }

    private byte next() throws IOException {
        if (at == end) {
            refill();
        }
        return buffer[at++];
    }

    private void fill(byte[] packet, int from) throws IOException {
        int place = from;
        while (place < packet.length) {
            if (at < end) {
                int count = Math.min(end - at, packet.length - place);
                System.arraycopy(buffer, at, packet, place, count);
                at += count;
                place += count;
            } else if (packet.length - place >= buffer.length) {
                int count = in.read(packet, place, packet.length - place);
                if (count < 0) {
                    throw new EOFException("the broker closed the connection");
                }
                place += count;
            } else {
                refill();
            }
        }
    }

    private void refill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        if (count < 0) {
            throw new EOFException("the broker closed the connection");
        }
        at = 0;
        end = count;
    }
}
