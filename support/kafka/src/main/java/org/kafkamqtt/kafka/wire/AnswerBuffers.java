package org.kafkamqtt.kafka.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.memory.MemoryPool;
import org.jspecify.annotations.Nullable;

/**
 * The arrays that large answers are received into, used again: a new one for each would cost as much time as reading them, and twice
 * the memory. How many there are is bounded by what is asked for. Thread-safe.
 */
final class AnswerBuffers implements MemoryPool {
    /** Smaller answers get an array of their own. */
    static final int LARGE = 1 << 16;

    private static final int STEP = 1 << 18;

    private final long most;
    private final List<byte[]> free = new ArrayList<>();
    private long kept;

    /**
     * Has none yet.
     *
     * @param most bytes that wait to be used again
     */
    AnswerBuffers(long most) {
        this.most = most;
    }

    @Override
    public ByteBuffer tryAllocate(int size) {
        byte[] array = size < LARGE ? null : fitting(size);
        if (array == null) {
            array = new byte[size < LARGE ? size : rounded(size)];
        }
        return ByteBuffer.wrap(array, 0, size).slice();
    }

    private static int rounded(int size) {
        return (int) Math.min(Integer.MAX_VALUE - 8L, (size + STEP - 1L) / STEP * STEP);
    }

    /** The smallest that is large enough, null if there is none. */
    private synchronized byte @Nullable [] fitting(int size) {
        int best = -1;
        for (int i = 0; i < free.size(); i++) {
            int length = free.get(i).length;
            if (length >= size && (best < 0 || length < free.get(best).length)) {
                best = i;
            }
        }
        if (best < 0) {
            // Sizes grow towards what is asked for: a larger one takes the place of a smaller one.
            if (!free.isEmpty()) {
                kept -= free.remove(0).length;
            }
            return null;
        }
        byte[] found = free.remove(best);
        kept -= found.length;
        return found;
    }

    /** Nobody looks at this array any more. */
    synchronized void giveBack(byte[] array) {
        if (array.length >= LARGE && kept + array.length <= most) {
            free.add(array);
            kept += array.length;
        }
    }

    /** Called for an answer that broke off. */
    @Override
    public void release(ByteBuffer buffer) {
        if (buffer.arrayOffset() == 0) {
            giveBack(buffer.array());
        }
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public long availableMemory() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean isOutOfMemory() {
        return false;
    }
}
