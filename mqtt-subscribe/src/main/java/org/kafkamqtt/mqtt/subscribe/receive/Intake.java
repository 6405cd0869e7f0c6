package org.kafkamqtt.mqtt.subscribe.receive;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Messages between the network and the output, in order of arrival.
 *
 * <p>Messages of QoS 1 and 2 have a room bounded in bytes: while it is full the network waits for as long as it takes, since
 * the broker sends no more of them than may be unacknowledged. Those of QoS 0 share a room bounded in number, too. While it is
 * full the network waits, which makes the broker wait; if it is not half empty again
 * after a patience much shorter than the keep-alive, so that the connection is not lost over it, new messages of QoS 0 are
 * dropped and counted until it is.
 *
 * <p>Thread-safe; made for one thread that offers and one that takes.
 *
 * @param <T> what waits
 */
public final class Intake<T> {
    private final int mostMessages;
    private final long mostBytes;
    private final long patienceNanos;
    private final ToIntFunction<T> qos;
    private final ToLongFunction<T> size;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final ArrayDeque<T> queue = new ArrayDeque<>();
    private int messages;
    private long bytes;
    private long sureBytes;
    private boolean strained;
    private long strainedSince;
    private boolean dropping;
    private boolean woken;
    private boolean closed;
    private boolean bounded;
    private long dropped;

    /**
     * @param mostMessages of QoS 0 that may wait, at least 1
     * @param mostBytes that messages of QoS 0 may hold, and those of QoS 1 and 2; a single larger one is taken into an empty room
     * @param patienceNanos how long the network may be blocked in all before messages are dropped
     */
    public Intake(
            int mostMessages,
            long mostBytes,
            long patienceNanos,
            ToIntFunction<T> qos,
            ToLongFunction<T> size,
            LongSupplier nanoTime) {
        this.mostMessages = mostMessages;
        this.mostBytes = mostBytes;
        this.patienceNanos = patienceNanos;
        this.qos = qos;
        this.size = size;
        this.nanoTime = nanoTime;
    }

    /** Puts in a message, or drops it by the rule above; blocks the caller no longer than the patience. */
    void offer(T message) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (qos.applyAsInt(message) == 0) {
                if (!makeRoom(size.applyAsLong(message))) {
                    dropped++;
                    return;
                }
                messages++;
                bytes += size.applyAsLong(message);
            } else if (!awaitRoom(size.applyAsLong(message))) {
                return;
            }
            queue.add(message);
            if (queue.size() == 1) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean makeRoom(long size) {
        try {
            while (!dropping && !fits(size) && !closed) {
                if (!strained) {
                    strained = true;
                    strainedSince = nanoTime.getAsLong();
                }
                long left = patienceNanos - (nanoTime.getAsLong() - strainedSince);
                boolean late = left <= 0 || drained.awaitNanos(left) <= 0;
                dropping = late && !fits(size);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !dropping && !closed;
    }

    private boolean awaitRoom(long size) {
        try {
            while (bounded && sureBytes > 0 && sureBytes + size > mostBytes && !closed) {
                drained.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        sureBytes += size;
        return !closed;
    }

    private boolean fits(long size) {
        return messages == 0 || (messages < mostMessages && bytes + size <= mostBytes);
    }

    /**
     * Moves waiting messages into the list, up to a number; waits for the first for a time.
     *
     * @return the number moved, 0 if none came or {@link #wake} was called
     */
    public int take(List<? super T> into, int most, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (queue.isEmpty() && left > 0 && !woken) {
                left = filled.awaitNanos(left);
            }
            woken = false;
            return move(into, most);
        } finally {
            lock.unlock();
        }
    }

    private int move(List<? super T> into, int most) {
        int count = 0;
        for (T next = count < most ? queue.poll() : null; next != null; next = count < most ? queue.poll() : null) {
            into.add(next);
            count++;
            if (qos.applyAsInt(next) == 0) {
                messages--;
                bytes -= size.applyAsLong(next);
            } else {
                sureBytes -= size.applyAsLong(next);
            }
        }
        if (strained && messages <= mostMessages / 2 && bytes <= mostBytes / 2) {
            strained = false;
            dropping = false;
        }
        drained.signalAll();
        return count;
    }

    /**
     * Begins to block the network for messages of QoS 1 and 2. Until messages are taken out there is no bound, since
     * an answer that is waited for, such as to a subscription, may come after the messages of a kept session.
     */
    public void bound() {
        lock.lock();
        try {
            bounded = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits this long, whatever comes in, or until {@link #wake} is called. */
    public void pause(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (left > 0 && !woken) {
                left = filled.awaitNanos(left);
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the taking thread return at once. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Rejects further messages and releases a waiting network thread. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            woken = true;
            filled.signal();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Messages of QoS 0 that found no room. */
    public long dropped() {
        lock.lock();
        try {
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /** Messages that wait. */
    public int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }
}
