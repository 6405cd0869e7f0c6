package org.kafkamqtt.mqtt.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.link.Link;

/**
 * Packets on their way out: gathered while the last write goes on, then written in one piece.
 *
 * <p>Paho writes one packet and flushes; packets of QoS 0 and acknowledgements come in beside it, whole. A thread of its own
 * writes. A thread that adds while {@value #LIMIT} bytes wait has to wait. Large messages are not gathered: a payload of QoS 0 is
 * written from where it is, one that Paho writes passes through in pieces. Thread-safe.
 */
final class PacketOutput extends OutputStream {
    private static final int LIMIT = 256 * 1024;
    /** A message of at least this size is not gathered; larger than any topic. */
    private static final int LARGE = 128 * 1024;
    /** The most written at a time, so that the progress of writing is visible. */
    private static final int PIECE = 64 * 1024;

    private final Link link;
    private final Inbound inbound;
    private final byte[] connect;
    private final Questions questions;
    private final Optional<PacketTrace> trace;
    /** The packet that Paho is writing; only its sender thread touches it. */
    private final Bytes partial = new Bytes(8192);
    /** Whether the beginning of that packet has been written already; only Paho's sender thread touches it. */
    private boolean passing;

    private Bytes waiting = new Bytes(LIMIT);
    /** A payload that belongs after what is waiting. */
    private byte @Nullable [] behind;
    /** Whether the rest of a packet is still to come from Paho. */
    private boolean unfinished;

    private Bytes spare = new Bytes(LIMIT);
    private long[] waitingSequences = new long[256];
    private long[] spareSequences = new long[256];
    private int waitingCount;
    private volatile boolean writing;
    private volatile long written;
    private boolean goodbye;
    private volatile boolean closed;

    PacketOutput(Link link, Inbound inbound, byte[] connect, Questions questions, Optional<PacketTrace> trace) {
        this.link = link;
        this.inbound = inbound;
        this.connect = connect;
        this.questions = questions;
        this.trace = trace;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (passing) {
            pass(bytes, offset, length);
            return;
        }
        partial.add(bytes, offset, length);
        if (partial.size() >= LARGE && Packet.type(partial.array()[0]) == Packet.PUBLISH) {
            beginToPass();
        }
    }

    /** Ends the packet of Paho that was written so far. */
    @Override
    public void flush() throws IOException {
        if (passing) {
            endPassing();
            return;
        }
        if (partial.size() == 0) {
            return;
        }
        byte[] packet = partial.toArray();
        partial.clear();
        int type = Packet.type(packet[0]);
        packet = type == Packet.CONNECT ? connect : real(type, packet);
        questions.ask(packet);
        add(packet, type == Packet.DISCONNECT);
    }

    private void beginToPass() throws IOException {
        byte[] beginning = real(Packet.PUBLISH, partial.toArray());
        partial.clear();
        synchronized (this) {
            awaitRoom();
            trace.ifPresent(t -> t.sending(beginning));
            waiting.add(beginning);
            unfinished = true;
            notifyAll();
        }
        passing = true;
    }

    private synchronized void pass(byte[] bytes, int offset, int length) throws IOException {
        await(() -> waiting.size() <= LIMIT);
        waiting.add(bytes, offset, length);
        notifyAll();
    }

    private synchronized void endPassing() {
        passing = false;
        unfinished = false;
        notifyAll();
    }

    /** The packet, or the beginning of a PUBLISH, with its topics as the broker should see them. */
    private static byte[] real(int type, byte[] packet) {
        int at = Packet.headerSize(packet);
        return switch (type) {
            case Packet.PUBLISH -> TopicRewrite.publish(packet, at, TopicCode::decoded);
            case Packet.SUBSCRIBE -> TopicRewrite.list(packet, at, 1);
            case Packet.UNSUBSCRIBE -> TopicRewrite.list(packet, at, 0);
            default -> packet;
        };
    }

    /** Adds a PUBLISH of QoS 0; {@link Inbound#written} reports when its bytes have been written. */
    void publish(long sequence, String topic, byte[] payload, boolean retain) throws IOException {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            awaitRoom();
            int begin = waiting.size();
            waiting.addByte(Packet.PUBLISH << 4 | (retain ? 1 : 0));
            int left = 2 + name.length + payload.length;
            do {
                waiting.addByte(left > 0x7f ? left & 0x7f | 0x80 : left);
                left >>>= 7;
            } while (left > 0);
            waiting.addByte(name.length >> 8).addByte(name.length).add(name);
            trace.ifPresent(t -> t.sending(Arrays.copyOfRange(waiting.array(), begin, waiting.size())));
            if (payload.length >= LARGE) {
                behind = payload;
            } else {
                waiting.add(payload);
            }
            mark(sequence);
            notifyAll();
        }
    }

    /** Adds a PUBACK. */
    void acknowledge(int packetId) throws IOException {
        add(new byte[] {(byte) (Packet.PUBACK << 4), 2, (byte) (packetId >> 8), (byte) packetId}, false);
    }

    /** Adds a PINGREQ that Paho does not know about, if there is room for it: what waits is a sign of life, too. */
    synchronized void ping() {
        byte[] packet = {(byte) (Packet.PINGREQ << 4), 0};
        if (!closed && waiting.size() == 0 && !writing && !unfinished) {
            trace.ifPresent(t -> t.sending(packet));
            waiting.add(packet);
            notifyAll();
        }
    }

    private synchronized void add(byte[] packet, boolean last) throws IOException {
        awaitRoom();
        trace.ifPresent(t -> t.sending(packet));
        waiting.add(packet);
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
        await(() -> waiting.size() <= LIMIT && behind == null && !unfinished);
    }

    private void await(BooleanSupplier room) throws IOException {
        try {
            while (!closed && !room.getAsBoolean()) {
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

    /** Whether there are bytes that the network has not taken yet. */
    boolean writing() {
        return writing;
    }

    /** Bytes that the operating system has taken so far. */
    long written() {
        return written;
    }

    /** Writes until closed; the body of the writing thread. */
    void run() {
        try {
            while (true) {
                Bytes out;
                byte[] large;
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
                    large = behind;
                    sequences = waitingSequences;
                    count = waitingCount;
                    waiting = spare;
                    behind = null;
                    waitingSequences = spareSequences;
                    waitingCount = 0;
                    notifyAll();
                }
                write(out, large, sequences, count);
                out.clear();
                spare = out.array().length > 8 * LIMIT ? new Bytes(LIMIT) : out;
                spareSequences = sequences;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            inbound.broken(e);
        } finally {
            close();
        }
    }

    private void write(Bytes out, byte @Nullable [] large, long[] sequences, int count) throws IOException {
        try {
            write(out.array(), out.size());
            if (large != null) {
                write(large, large.length);
            }
            link.out().flush();
        } catch (IOException e) {
            inbound.torn(sequences, count);
            throw e;
        }
        inbound.written(sequences, count);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void write(byte[] bytes, int size) throws IOException {
        for (int at = 0; at < size; at += PIECE) {
            if (closed) {
                throw new IOException("the connection is closed");
            }
            int length = Math.min(PIECE, size - at);
            link.out().write(bytes, at, length);
            written += length;
        }
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
