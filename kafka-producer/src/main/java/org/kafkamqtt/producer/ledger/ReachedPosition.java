package org.kafkamqtt.producer.ledger;

import java.util.Arrays;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.Source;

/**
 * The position up to which every record is done: acknowledged, or refused through its own fault and reported.
 *
 * <p>Records are numbered in the order they are sent, without gaps. Thread-safe.
 */
public final class ReachedPosition {
    private static final byte SENT = 1;
    private static final byte DONE = 2;

    private long[] offsets = new long[1024];
    private long[] numbers = new long[1024];
    private int[] indexes = new int[1024];
    private byte[] states = new byte[1024];
    /** The oldest record that is not done. */
    private long first;

    private long next;
    private Position reached;
    private boolean moved;

    public ReachedPosition(Position start) {
        this.reached = start;
    }

    /** A record goes out; the source is positioned after it. */
    synchronized void sent(long sequence, Source source) {
        if (next - first == offsets.length) {
            grow();
        }
        int slot = slot(sequence);
        offsets[slot] = source.consumed();
        numbers[slot] = source.number();
        indexes[slot] = source.origin().index();
        states[slot] = SENT;
        next = sequence + 1;
    }

    /** Records with these sequences are done. */
    synchronized void done(long[] sequences, int first, int count) {
        for (int i = first; i < first + count; i++) {
            done(sequences[i]);
        }
    }

    /** A record is done. */
    synchronized void done(long sequence) {
        states[slot(sequence)] = DONE;
        while (first < next && states[slot(first)] == DONE) {
            int slot = slot(first);
            states[slot] = 0;
            first++;
            moved = true;
            if (first == next || states[slot(first)] != DONE) {
                reached = new Position(indexes[slot], offsets[slot], numbers[slot]);
            }
        }
    }

    synchronized boolean moved() {
        return moved;
    }

    synchronized Position get() {
        return reached;
    }

    private int slot(long sequence) {
        return (int) (sequence & (offsets.length - 1));
    }

    private void grow() {
        int size = offsets.length;
        long[] oldOffsets = offsets;
        long[] oldNumbers = numbers;
        int[] oldIndexes = indexes;
        byte[] oldStates = states;
        offsets = Arrays.copyOf(offsets, size * 2);
        numbers = Arrays.copyOf(numbers, size * 2);
        indexes = Arrays.copyOf(indexes, size * 2);
        states = new byte[size * 2];
        for (long sequence = first; sequence < next; sequence++) {
            int from = (int) (sequence & (size - 1));
            int to = slot(sequence);
            offsets[to] = oldOffsets[from];
            numbers[to] = oldNumbers[from];
            indexes[to] = oldIndexes[from];
            states[to] = oldStates[from];
        }
    }
}
