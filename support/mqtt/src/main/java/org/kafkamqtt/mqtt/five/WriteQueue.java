package org.kafkamqtt.mqtt.five;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.kafkamqtt.mqtt.link.Link;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/**
 * Packets on their way out: gathered while the last write is under way, then written together by a thread of its own.
 *
 * <p>A large payload is not gathered but written from where it is. Adding never blocks; who may wait waits for {@link #awaitRoom}
 * before. Thread-safe: its monitor guards all that is not volatile, and no other lock is taken under it.
 */
final class WriteQueue {
    private static final int LIMIT = 256 * 1024;
    /** A payload of at least this size is not gathered. */
    private static final int LARGE = 128 * 1024;
    /** The most written at a time, so that the progress of writing is visible. */
    private static final int PIECE = 64 * 1024;
    /** The largest array that is kept from one write to the next. */
    private static final int KEEP = 8 * LIMIT;

    private final Link link;
    private final Listener listener;
    private Batch waiting = new Batch();
    private Batch spare = new Batch();
    private boolean closed;
    private boolean writing;
    private volatile long written;

    /** Hears what became of what was added, on the writing thread. */
    interface Listener {
        /** The network has taken so many publications of QoS 0. */
        void written(int count);

        /** The connection broke while so many publications of QoS 0 were written. */
        void torn(int count);

        /** Writing ended with this. */
        void broken(Throwable why);
    }

    /** Bytes, and large payloads in between. Guarded by the monitor until it is being written. */
    private static final class Batch {
        private final PacketWriter bytes = new PacketWriter(KEEP);
        private final ArrayDeque<Large> large = new ArrayDeque<>();
        private long size;
        private int once;

        void clear() {
            bytes.clear();
            large.clear();
            size = 0;
            once = 0;
        }
    }

    /** A payload that belongs after so many bytes. */
    @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
    private record Large(int after, byte[] payload) {}

    WriteQueue(Link link, Listener listener) {
        this.link = link;
        this.listener = listener;
    }

    /** Adds a packet. */
    void add(Packet packet, boolean once) {
        synchronized (this) {
            if (closed) {
                return;
            }
            Batch batch = waiting;
            int before = batch.bytes.length();
            if (packet instanceof Publish publish && publish.payload().length() >= LARGE) {
                batch.bytes.writeHead(publish, ProtocolVersion.V5);
                batch.large.add(
                        new Large(batch.bytes.length(), publish.payload().array()));
                batch.size += publish.payload().length();
            } else {
                batch.bytes.write(packet, ProtocolVersion.V5);
            }
            batch.size += batch.bytes.length() - before;
            batch.once += once ? 1 : 0;
            notifyAll();
        }
    }

    /**
     * Waits while too much is waiting already; returns at once if the connection is closed.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    synchronized void awaitRoom() throws InterruptedException {
        while (!closed && waiting.size > LIMIT) {
            wait();
        }
    }

    /** Bytes that the network has taken so far. */
    long written() {
        return written;
    }

    /** Writes until closed; the body of the writing thread. */
    void run() {
        try {
            while (true) {
                Batch batch;
                synchronized (this) {
                    writing = false;
                    notifyAll();
                    while (!closed && waiting.size == 0) {
                        wait();
                    }
                    if (closed) {
                        return;
                    }
                    writing = true;
                    batch = waiting;
                    waiting = spare;
                    notifyAll();
                }
                write(batch);
                batch.clear();
                spare = batch;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error e) {
            listener.broken(e);
        } finally {
            close();
        }
    }

    private void write(Batch batch) throws IOException {
        try {
            int at = 0;
            for (Large large : batch.large) {
                write(batch.bytes.array(), at, large.after());
                write(large.payload(), 0, large.payload().length);
                at = large.after();
            }
            write(batch.bytes.array(), at, batch.bytes.length());
            link.out().flush();
        } catch (IOException e) {
            listener.torn(batch.once);
            throw e;
        }
        if (batch.once > 0) {
            listener.written(batch.once);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void write(byte[] bytes, int from, int to) throws IOException {
        for (int at = from; at < to; at += PIECE) {
            int length = Math.min(PIECE, to - at);
            link.out().write(bytes, at, length);
            written += length;
        }
    }

    /** Waits until everything is written, at most this long. */
    synchronized void drain(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (!closed && (writing || waiting.size > 0)) {
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

    /** Ends writing. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
