package org.kafkamqtt.kafka.fetch;

import java.util.Arrays;

/**
 * Where leader epochs begin in what was read of a log: what it takes to find the place where another log parts from it, even if that
 * has epochs that were not read. Not thread-safe; a track owns it.
 */
final class Lineage {
    /** Nobody has more elections between two looks at a log; the oldest are forgotten. */
    private static final int MOST = 64;

    private static final int NONE = -1;

    private long[] starts = new long[2];
    private int[] epochs = new int[2];
    private int count;

    /** Nothing has been read. */
    void clear() {
        count = 0;
    }

    /** From this offset on it is this epoch. */
    void add(int epoch, long from) {
        if (count > 0 && epochs[count - 1] == epoch) {
            return;
        }
        if (count == MOST) {
            System.arraycopy(starts, 1, starts, 0, --count);
            System.arraycopy(epochs, 1, epochs, 0, count);
        } else if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            epochs = Arrays.copyOf(epochs, count * 2);
        }
        starts[count] = from;
        epochs[count++] = epoch;
    }

    /** Nothing has been read from this offset on. */
    void cut(long offset) {
        while (count > 0 && starts[count - 1] >= offset) {
            count--;
        }
    }

    /** The offset where what was read is of a later epoch; {@link Long#MAX_VALUE} if none is. */
    long laterThan(int epoch) {
        for (int i = 0; i < count; i++) {
            if (epochs[i] > epoch) {
                return starts[i];
            }
        }
        return Long.MAX_VALUE;
    }

    /** The epoch of what was read last, -1 if nothing has been. */
    int last() {
        return count == 0 ? NONE : epochs[count - 1];
    }
}
