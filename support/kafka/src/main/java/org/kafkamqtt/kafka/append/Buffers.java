package org.kafkamqtt.kafka.append;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory of batches: arrays of a few sizes that are used again, and a limit for all together. Thread-safe by its own lock,
 * under which no other lock is taken.
 */
public final class Buffers {
    private final long limit;
    private final Map<Integer, ArrayDeque<byte[]>> free = new HashMap<>();
    private long used;
    private long idle;
    private long most;
    private Runnable released = () -> {};

    /**
     * @param limit bytes of all that is in use and kept for use; a single array may exceed it if nothing else is in use
     */
    public Buffers(long limit) {
        this.limit = limit;
    }

    /** What to do after memory was given back; on the thread that does. */
    synchronized void whenReleased(Runnable action) {
        released = action;
    }

    /** An array of this size, null if there is no memory for it now. Its content is whatever it was. */
    synchronized byte @Nullable [] take(int size) {
        if (used > 0 && used + size > limit) {
            return null;
        }
        ArrayDeque<byte[]> same = free.get(size);
        byte[] array = same == null ? null : same.poll();
        if (array == null) {
            array = new byte[size];
        } else {
            idle -= size;
        }
        count(size);
        for (ArrayDeque<byte[]> unused : free.values()) {
            while (used + idle > limit && !unused.isEmpty()) {
                idle -= unused.remove().length;
            }
        }
        return array;
    }

    /** Counts an array made elsewhere, to be released as the others are. */
    synchronized void reserve(int size) {
        count(size);
    }

    private void count(int size) {
        used += size;
        most = Math.max(most, used);
    }

    /** Gives an array back. */
    void release(byte[] array) {
        Runnable action;
        synchronized (this) {
            used -= array.length;
            if (used + idle + array.length <= limit) {
                free.computeIfAbsent(array.length, size -> new ArrayDeque<>()).push(array);
                idle += array.length;
            }
            action = released;
        }
        action.run();
    }

    /** Bytes in use. */
    public synchronized long used() {
        return used;
    }

    /** The most bytes that were in use at a time. */
    public synchronized long most() {
        return most;
    }
}
