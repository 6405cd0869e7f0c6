package org.kafkamqtt.consumer.dedupe;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What was seen in one partition, with the offset where it was first.
 *
 * <p>Answers depend on the records alone, never on the clock: a partition that is read again from an earlier offset is judged
 * again, and in the same way. Not thread-safe.
 */
final class Seen {
    /** Bytes of one fingerprint with its place, as {@link #entries} returns them. */
    static final int ENTRY = 32;

    private static final int SMALLEST = 1024;

    private final DedupeWindow window;
    private long[] high = new long[SMALLEST];
    private long[] low = new long[SMALLEST];
    private long[] offsets = new long[SMALLEST];
    private long[] millis = new long[SMALLEST];
    private int size;
    /** The latest index of each fingerprint, plus one; 0 is free. Twice as long as the arrays, a power of two. */
    private int[] table = new int[2 * SMALLEST];

    private int purgeAt = SMALLEST;

    Seen(DedupeWindow window) {
        this.window = window;
    }

    /**
     * Whether a record is the first one with its fingerprint within the window; it is remembered if so.
     *
     * @param offset if not above the last one remembered, reading went back: what was there or later is forgotten
     * @param time the record's timestamp, in milliseconds
     */
    boolean first(long hash, long rest, long offset, long time) {
        if (size > 0 && offset <= offsets[size - 1]) {
            backTo(offset);
        }
        int slot = slot(hash, rest);
        int found = table[slot] - 1;
        if (found >= 0 && window.reaches(offset - offsets[found], time - millis[found])) {
            return false;
        }
        if (size == offsets.length) {
            resize(2 * size);
            slot = slot(hash, rest);
        }
        add(slot, hash, rest, offset, time);
        return true;
    }

    private void add(int slot, long hash, long rest, long offset, long time) {
        high[size] = hash;
        low[size] = rest;
        offsets[size] = offset;
        millis[size] = time;
        table[slot] = ++size;
    }

    private int slot(long hash, long rest) {
        int mask = table.length - 1;
        int slot = (int) hash & mask;
        while (table[slot] != 0 && (high[table[slot] - 1] != hash || low[table[slot] - 1] != rest)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** Forgets what was at this offset or later. */
    void backTo(long offset) {
        int at = Arrays.binarySearch(offsets, 0, size, offset);
        size = at < 0 ? -at - 1 : at;
        index();
    }

    private void index() {
        Arrays.fill(table, 0);
        for (int i = 0; i < size; i++) {
            table[slot(high[i], low[i])] = i + 1;
        }
    }

    private void resize(int capacity) {
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        offsets = Arrays.copyOf(offsets, capacity);
        millis = Arrays.copyOf(millis, capacity);
        table = new int[2 * capacity];
        index();
    }

    /** Drops entries that no record at this offset or later can match, once enough have accumulated; returns whether it did. */
    boolean purge(long next) {
        if (size < purgeAt) {
            return false;
        }
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            latest = Math.max(latest, millis[i]);
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (window.reaches(next - offsets[i], latest - millis[i])) {
                high[kept] = high[i];
                low[kept] = low[i];
                offsets[kept] = offsets[i];
                millis[kept++] = millis[i];
            }
        }
        size = kept;
        purgeAt = Math.max(SMALLEST, 2 * size);
        int capacity = offsets.length;
        while (capacity > SMALLEST && capacity / 2 >= purgeAt) {
            capacity /= 2;
        }
        resize(capacity);
        return true;
    }

    /** How many fingerprints are remembered, expired ones that were not purged included. */
    int size() {
        return size;
    }

    /** Loads what {@link #entries} returned, in ascending order of offsets, up to the first at {@code next} or later. */
    void load(ByteBuffer entries, long next) {
        long last = -1;
        while (entries.remaining() >= ENTRY) {
            long hash = entries.getLong();
            long rest = entries.getLong();
            long offset = entries.getLong();
            long time = entries.getLong();
            if (offset >= next || offset <= last) {
                break;
            }
            if (size == offsets.length) {
                resize(2 * size);
            }
            add(slot(hash, rest), hash, rest, offset, time);
            last = offset;
        }
        purgeAt = Math.max(SMALLEST, 2 * size);
    }

    /** The entries from this index on. */
    ByteBuffer entries(int from) {
        ByteBuffer entries = ByteBuffer.allocate((size - from) * ENTRY);
        for (int i = from; i < size; i++) {
            entries.putLong(high[i]).putLong(low[i]).putLong(offsets[i]).putLong(millis[i]);
        }
        return entries.flip();
    }
}
