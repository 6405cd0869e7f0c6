package org.kafkamqtt.mqtt.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Packets on their way in: read in large pieces, whole; messages of QoS 0 and 1 go straight to {@link Inbound}, the rest is
 * what Paho reads here, messages of QoS 2 without their payload. Only Paho's receiver thread reads.
 *
 * <p>A payload takes its memory as its bytes arrive: a broker that merely announces 256 MB costs nothing.
 */
final class PacketInput extends InputStream {
    private static final int PIECE = 64 * 1024;
    /** Memory is taken for this many times what has arrived of a payload, so that little is copied, and only once. */
    private static final int GROWTH = 8;
    /** No packet but PUBLISH comes near: a SUBACK has a byte for each topic filter. */
    private static final int LARGEST_ANSWER = 1024 * 1024;

    private final InputStream in;
    private final Inbound inbound;
    private final Questions questions;
    private final HeldPayloads held;
    private final Optional<PacketTrace> trace;
    private final byte[] buffer = new byte[PIECE];
    private int at;
    private int end;
    /** The bytes that Paho is reading. */
    private byte[] served = {};

    private int servedAt;
    private boolean answered;
    private volatile boolean accepted;
    /** Whether it waits for the network, and not for the taker of messages; read by other threads. */
    private volatile boolean listening = true;
    /** Bytes that came; read by other threads. */
    private volatile long received;

    PacketInput(InputStream in, Inbound inbound, Questions questions, HeldPayloads held, Optional<PacketTrace> trace) {
        this.in = in;
        this.inbound = inbound;
        this.questions = questions;
        this.held = held;
        this.trace = trace;
    }

    /** Whether nothing is read because the taker of messages has no room. */
    boolean heldUp() {
        return !listening;
    }

    /** Whether the broker has accepted the connection. */
    boolean accepted() {
        return accepted;
    }

    /** Bytes that have come so far. */
    long received() {
        return received;
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
                packet();
            }
        } catch (IOException | RuntimeException | Error e) {
            inbound.broken(e);
            throw e;
        }
    }

    private void packet() throws IOException {
        byte first = next();
        int type = Packet.type(first);
        if (!answered && type != Packet.CONNACK) {
            throw new IOException("the answer is not MQTT");
        }
        int length = announced();
        if (type == Packet.PUBLISH) {
            message(first, length);
        } else {
            answer(first, type, length);
        }
    }

    private int announced() throws IOException {
        int length = 0;
        for (int shift = 0; shift <= 21; shift += 7) {
            byte digit = next();
            length |= (digit & 0x7f) << shift;
            if (digit >= 0) {
                return length;
            }
        }
        throw new MalformedPacket("a packet whose length has more than four digits");
    }

    private void message(byte first, int length) throws IOException {
        int qos = first >> 1 & 3;
        if (qos == 3) {
            throw new MalformedPacket("a PUBLISH of QoS 3");
        }
        if (length < 2) {
            throw new MalformedPacket("a PUBLISH without a topic");
        }
        int topicLength = (next() & 0xff) << 8 | next() & 0xff;
        int size = length - 2 - topicLength - (qos > 0 ? 2 : 0);
        if (size < 0) {
            throw new MalformedPacket("a PUBLISH that is shorter than its topic");
        }
        String topic = text(topicLength);
        int packetId = qos == 0 ? 0 : (next() & 0xff) << 8 | next() & 0xff;
        byte[] payload = payload(size, topic);
        trace.ifPresent(t -> t.received(Packet.of(first, length, head(topic, qos, packetId))));
        if (qos < 2) {
            inbound.published(topic, payload, qos, (first & 1) != 0, (first & 8) != 0, packetId);
        } else {
            held.hold(packetId, payload);
            serve(Packet.of(first, head(TopicCode.encoded(topic), qos, packetId)));
        }
    }

    private static byte[] head(String topic, int qos, int packetId) {
        ByteArrayOutputStream head = new ByteArrayOutputStream(topic.length() + 4);
        Packet.string(head, topic);
        if (qos > 0) {
            head.write(packetId >> 8);
            head.write(packetId);
        }
        return head.toByteArray();
    }

    private void answer(byte first, int type, int length) throws IOException {
        String name = Packet.name(type);
        if (length > LARGEST_ANSWER) {
            throw new MalformedPacket("a " + name + " of " + length + " bytes");
        }
        byte[] rest = new byte[length];
        fill(rest, 0, length);
        byte[] packet = Packet.of(first, rest);
        int needed =
                switch (type) {
                    case Packet.CONNACK,
                            Packet.PUBACK,
                            Packet.PUBREC,
                            Packet.PUBREL,
                            Packet.PUBCOMP,
                            Packet.SUBACK,
                            Packet.UNSUBACK -> 2;
                    case Packet.PINGRESP -> 0;
                    default ->
                        throw new MalformedPacket(
                                type < 1 || type > 14
                                        ? "a " + name + ", which MQTT does not know"
                                        : "a " + name + ", which only a client sends");
                };
        if (length < needed) {
            throw new MalformedPacket("a " + name + " of " + length + " bytes");
        }
        trace.ifPresent(t -> t.received(packet));
        if (isForPaho(type, rest)) {
            serve(packet);
        }
    }

    private boolean isForPaho(int type, byte[] rest) throws IOException {
        switch (type) {
            case Packet.CONNACK -> consent(rest);
            case Packet.SUBACK, Packet.UNSUBACK -> {
                if (!questions.answersSubscription(Packet.u16(rest, 0))) {
                    throw new MalformedPacket("a " + Packet.name(type) + " for a request that was never made");
                }
            }
            case Packet.PINGRESP -> {
                return questions.answersPing();
            }
            default -> {
                // Paho handles it.
            }
        }
        return true;
    }

    private void consent(byte[] connack) throws IOException {
        if (answered) {
            throw new MalformedPacket("a second CONNACK");
        }
        answered = true;
        int code = connack[1] & 0xff;
        if (code > 5) {
            throw new UnknownAnswer(code);
        }
        accepted = code == 0;
        if (accepted) {
            inbound.accepted();
        }
        if ((connack[0] & 1) == 0) {
            held.forget();
        }
    }

    private void serve(byte[] packet) {
        served = packet;
        servedAt = 0;
    }

    private byte next() throws IOException {
        if (at == end) {
            refill();
        }
        return buffer[at++];
    }

    private String text(int length) throws IOException {
        if (length <= end - at) {
            String text = new String(buffer, at, length, StandardCharsets.UTF_8);
            at += length;
            return text;
        }
        byte[] bytes = new byte[length];
        fill(bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] payload(int size, String topic) throws IOException {
        try {
            byte[] payload = new byte[Math.min(size, PIECE)];
            fill(payload, 0, payload.length);
            while (payload.length < size) {
                int have = payload.length;
                payload = Arrays.copyOf(payload, (int) Math.min(size, (long) have * GROWTH));
                fill(payload, have, payload.length);
            }
            return payload;
        } catch (OutOfMemoryError e) {
            throw new DoesNotFit(size, topic);
        }
    }

    private void fill(byte[] target, int from, int to) throws IOException {
        int place = from;
        while (place < to) {
            if (at < end) {
                int count = Math.min(end - at, to - place);
                System.arraycopy(buffer, at, target, place, count);
                at += count;
                place += count;
            } else if (to - place >= buffer.length) {
                place += arrived(target, place, PIECE);
            } else {
                refill();
            }
        }
    }

    private void refill() throws IOException {
        end = arrived(buffer, 0, buffer.length);
        at = 0;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private int arrived(byte[] target, int offset, int length) throws IOException {
        listening = true;
        int count = in.read(target, offset, length);
        listening = false;
        if (count < 0) {
            throw new EOFException("the broker closed the connection");
        }
        received += count;
        return count;
    }
}
