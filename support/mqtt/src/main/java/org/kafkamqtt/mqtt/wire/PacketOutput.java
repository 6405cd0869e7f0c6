package org.kafkamqtt.mqtt.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.console.Bytes;
import org.kafkamqtt.mqtt.link.Link;

/**
 * Packets on their way out: gathered while the last write goes on, then written in one piece.
 *
 * <p>Paho writes one packet and flushes; packets of QoS 0 and acknowledgements come in beside it, whole. A thread of its own
 * writes. Whoever adds while {@value #LIMIT} bytes wait, waits. Thread-safe.
 */
final class PacketOutput extends OutputStream {
    private static final int LIMIT = 256 * 1024;

    private final Link link;
    private final Inbound inbound;
    private final byte[] connect;
    private final Optional<PacketTrace> trace;
    /** The packet that Paho is writing; only its sender thread touches it. */
    private final Bytes partial = new Bytes(8192);

    private Bytes waiting = new Bytes(LIMIT);
    private Bytes spare = new Bytes(LIMIT);
    private long[] waitingSequences = new long[256];
    private long[] spareSequences = new long[256];
    private int waitingCount;
    private boolean writing;
    private boolean goodbye;
    private boolean closed;

    PacketOutput(Link link, Inbound inbound, byte[] connect, Optional<PacketTrace> trace) {
        this.link = link;
        this.inbound = inbound;
        this.connect = connect;
        this.trace = trace;
    }

    @Override
    public void write(int b) {
        partial.addByte(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        partial.add(bytes, offset, length);
    }

    /** Ends the packet of Paho that was written so far. */
    @Override
    public void flush() throws IOException {
        if (partial.size() == 0) {
            return;
        }
        byte[] packet = partial.toArray();
        partial.clear();
        int type = Packet.type(packet[0]);
        packet = type == Packet.CONNECT ? connect : real(type, packet);
        add(packet, -1, type == Packet.DISCONNECT);
    }

    /** The packet with its topics as the broker is to see them. */
    private static byte[] real(int type, byte[] packet) {
        int at = Packet.headerSize(packet);
        return switch (type) {
            case Packet.PUBLISH -> TopicRewrite.publish(packet, at, TopicCode::decoded);
            case Packet.SUBSCRIBE -> TopicRewrite.list(packet, at, 1);
            case Packet.UNSUBSCRIBE -> TopicRewrite.list(packet, at, 0);
            default -> packet;
        };
    }

    /** Adds a PUBLISH of QoS 0; {@link Inbound#written} tells when its bytes are out. */
    void publish(long sequence, String topic, byte[] payload, boolean retain) throws IOException {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        int length = 2 + name.length + payload.length;
        if (trace.isPresent()) {
            byte[] rest = new byte[length];
            rest[0] = (byte) (name.length >> 8);
            rest[1] = (byte) name.length;
            System.arraycopy(name, 0, rest, 2, name.length);
            System.arraycopy(payload, 0, rest, 2 + name.length, payload.length);
            add(Packet.of(Packet.PUBLISH << 4 | (retain ? 1 : 0), rest), sequence, false);
            return;
        }
        synchronized (this) {
            awaitRoom();
            waiting.addByte(Packet.PUBLISH << 4 | (retain ? 1 : 0));
            int left = length;
            do {
                waiting.addByte(left > 0x7f ? left & 0x7f | 0x80 : left);
                left >>>= 7;
            } while (left > 0);
            waiting.addByte(name.length >> 8).addByte(name.length).add(name).add(payload);
            mark(sequence);
            notifyAll();
        }
    }

    /** Adds a PUBACK. */
    void acknowledge(int packetId) throws IOException {
        add(new byte[] {(byte) (Packet.PUBACK << 4), 2, (byte) (packetId >> 8), (byte) packetId}, -1, false);
    }

    private synchronized void add(byte[] packet, long sequence, boolean last) throws IOException {
        awaitRoom();
        trace.ifPresent(t -> t.sending(packet));
        waiting.add(packet);
        if (sequence >= 0) {
            mark(sequence);
        }
        goodbye |= last;
        notifyAll();
    }

    private void mark(long sequence) {
        if (waitingCount == waitingSequences.length) {
            waitingSequences = Arrays.copyOf(waitingSequences, waitingCount * 2);
        }
        waitingSequences[waitingCount++] = sequence;
    }

    private void awaitRoom() throws IOException {
        try {
            while (!closed && waiting.size() > LIMIT) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (closed) {
            throw new IOException("the connection is closed");
        }
    }

    /** Writes until closed; the body of the writing thread. */
    void run() {
        try {
            while (true) {
                Bytes out;
                long[] sequences;
                int count;
                synchronized (this) {
                    writing = false;
                    notifyAll();
                    while (!closed && waiting.size() == 0) {
                        wait();
                    }
                    if (closed) {
                        return;
                    }
                    writing = true;
                    out = waiting;
                    sequences = waitingSequences;
                    count = waitingCount;
                    waiting = spare;
                    waitingSequences = spareSequences;
                    waitingCount = 0;
                    notifyAll();
                }
                write(out, sequences, count);
                out.clear();
                spare = out.array().length > 8 * LIMIT ? new Bytes(LIMIT) : out;
                spareSequences = sequences;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            inbound.broken(e);
        } finally {
            close();
        }
    }

    private void write(Bytes out, long[] sequences, int count) throws IOException {
        try {
            out.writeTo(link.out());
            link.out().flush();
        } catch (IOException e) {
            inbound.torn(sequences, count);
            throw e;
        }
        inbound.written(sequences, count);
    }

    /** Waits until everything is written, if a DISCONNECT is among it; at most this long. */
    synchronized void drain(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (goodbye && !closed && (writing || waiting.size() > 0)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a DISCONNECT was added, after which the broker may hang up. */
    synchronized boolean saidGoodbye() {
        return goodbye;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
