package org.kafkamqtt.console.into;

import org.kafkamqtt.console.text.Bytes;

/**
 * The lines on their way to the standard input of a command: two buffers, one that is being filled and one that was handed over.
 *
 * <p>The owner adds and hands over, a writing thread takes; both meet under one lock, under which no other is taken.
 */
final class OutgoingLines {
    private static final int PIECE = 1 << 16;
    private static final int KEPT = 1 << 20;

    private final Object lock = new Object();

    // The owner's.
    private Bytes filling = new Bytes(PIECE);
    private volatile long added;

    // Guarded by the lock.
    private Bytes handed = new Bytes(PIECE);
    private long handedLines;
    private boolean over;
    private boolean closed;

    // The writing thread's.
    private Bytes writing = new Bytes(PIECE);
    private volatile long offered;

    /** Adds one whole line, which is handed over at the latest when a piece is full; its number, from 1. For the owner. */
    long add(byte[] bytes, int from, int length) {
        filling.add(bytes, from, length);
        long number = added + 1;
        added = number;
        if (filling.size() >= PIECE) {
            handOver();
        }
        return number;
    }

    /** Hands what was added so far to the writing thread. Never waits for it. For the owner. */
    void handOver() {
        if (filling.size() == 0) {
            return;
        }
        synchronized (lock) {
            if (handed.size() == 0) {
                Bytes empty = handed;
                handed = filling;
                filling = empty;
            } else {
                handed.add(filling.array(), 0, filling.size());
                filling = emptied(filling);
            }
            handedLines = added;
            lock.notifyAll();
        }
    }

    private static Bytes emptied(Bytes bytes) {
        if (bytes.array().length > KEPT) {
            return new Bytes(PIECE);
        }
        bytes.clear();
        return bytes;
    }

    /** No more lines are coming. For the owner. */
    void end() {
        synchronized (lock) {
            over = true;
            lock.notifyAll();
        }
    }

    /** What was not taken is dropped. Thread-safe. */
    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }

    /**
     * Waits for lines and takes all that were handed over; they are valid until the next call. For the writing thread.
     *
     * @return no bytes when all lines were taken and no more are coming, or after {@link #close}
     */
    Bytes take() throws InterruptedException {
        writing = emptied(writing);
        synchronized (lock) {
            while (handed.size() == 0 && !over && !closed) {
                lock.wait();
            }
            if (!closed && handed.size() > 0) {
                Bytes empty = writing;
                writing = handed;
                handed = empty;
                offered = handedLines;
            }
            return writing;
        }
    }

    /** How many lines were added so far. Thread-safe. */
    long added() {
        return added;
    }

    /** How many lines the command may have seen: those that were taken. Thread-safe. */
    long offered() {
        return offered;
    }
}
