package org.kafkamqtt.console.stream;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/**
 * The pieces of a byte stream between delimiters, byte for byte and as soon as they arrive.
 *
 * <p>An empty piece is a piece; the last one needs no delimiter; an end right after a delimiter adds nothing.
 * A piece may be as long as memory allows. Between calls the current piece is in {@link #buffer()} from
 * {@link #start()}, {@link #length()} bytes long; {@link #next()} and {@link #ready()} overwrite it. Not thread-safe.
 */
public final class DelimitedInput {
    private static final int FIRST_SIZE = 256 * 1024;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private final InputStream in;
    private final byte[] delimiter;
    private byte[] buffer;
    private int filled;
    private int start;
    private int length;
    private int nextStart;
    /** Where the delimiter after the next piece begins, if it was found already; -1 if not. */
    private int found = -1;
    /** No delimiter begins between the next piece's start and here. */
    private int searched;

    private long number;
    private long consumed;
    private boolean ended;
    private boolean delimited;

    /**
     * @param delimiter at least one byte; empty takes the whole stream as one piece
     */
    public DelimitedInput(InputStream in, byte[] delimiter) {
        this(in, delimiter, FIRST_SIZE);
    }

    DelimitedInput(InputStream in, byte[] delimiter, int firstSize) {
        this.in = in;
        this.delimiter = delimiter.clone();
        this.buffer = new byte[Math.max(1, firstSize)];
    }

    /** Moves to the next piece, reading only when none is complete; false at the end of the stream. */
    public boolean next() throws IOException {
        while (true) {
            if (found()) {
                return took(found - nextStart, delimiter.length);
            }
            if (ended) {
                // An empty stream is one empty piece if the stream is taken whole, otherwise none.
                boolean emptyWhole = delimiter.length == 0 && number == 0;
                return (filled > nextStart || emptyWhole) && took(filled - nextStart, 0);
            }
            fill();
        }
    }

    /** Looks for the end of the next piece in what was not searched yet. */
    private boolean found() {
        if (found < 0 && delimiter.length > 0) {
            found = find(Math.max(nextStart, searched));
            searched = filled - delimiter.length + 1;
        }
        return found >= 0;
    }

    private boolean took(int size, int delimiterSize) {
        start = nextStart;
        length = size;
        nextStart = start + size + delimiterSize;
        found = -1;
        searched = nextStart;
        delimited = delimiterSize > 0;
        number++;
        consumed += size + delimiterSize;
        return true;
    }

    private int find(int from) {
        int last = filled - delimiter.length;
        for (int i = first(from, last); i >= 0; i = first(i + 1, last)) {
            if (delimiterAt(i)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Where the delimiter's first byte is next, eight bytes at a time; -1 if not up to the last place.
     *
     * <p>A byte of the difference to the eight wanted bytes is 0 where it is: the lowest of those is found exactly by
     * the borrow of a subtraction.
     */
    private int first(int from, int last) {
        byte[] bytes = buffer;
        byte wanted = delimiter[0];
        long pattern = (wanted & 0xffL) * ONES;
        int i = from;
        for (; i <= last - 7; i += 8) {
            long difference = (long) EIGHT.get(bytes, i) ^ pattern;
            long zeros = (difference - ONES) & ~difference & HIGH_BITS;
            if (zeros != 0) {
                return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        for (; i <= last; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private boolean delimiterAt(int place) {
        for (int i = 1; i < delimiter.length; i++) {
            if (buffer[place + i] != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    /** Makes room after the filled part, by moving it to the front and by more room. */
    private void makeRoom() {
        int kept = filled - nextStart;
        if (nextStart > 0) {
            System.arraycopy(buffer, nextStart, buffer, 0, kept);
            filled = kept;
            searched -= nextStart;
            nextStart = 0;
        }
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, grown(buffer.length));
        }
    }

    private static int grown(int size) {
        int limit = Integer.MAX_VALUE - 16;
        if (size >= limit) {
            throw new Failure(ExitStatus.INPUT_OUTPUT, "a piece of the input is longer than 2 GiB");
        }
        return size > limit / 2 ? limit : size * 2;
    }

    private void fill() throws IOException {
        makeRoom();
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            ended = true;
        } else {
            filled += count;
        }
    }

    /** The bytes that hold the current piece; the array may change with every {@link #next()}. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the current piece begins in the buffer. */
    public int start() {
        return start;
    }

    /** How many bytes the current piece has. */
    public int length() {
        return length;
    }

    /** A copy of the current piece. */
    public byte[] piece() {
        return Arrays.copyOfRange(buffer, start, start + length);
    }

    /** The number of the current piece, the first is 1. */
    public long number() {
        return number;
    }

    /** Whether a delimiter ends the current piece; without one, its writer may have been cut short. */
    public boolean delimited() {
        return delimited;
    }

    /** Bytes of the stream up to the end of the current piece, its delimiter included. */
    public long consumed() {
        return consumed;
    }

    /** Whether the next piece, or the end, is here already, so that {@link #next()} will not wait; takes what has arrived. */
    public boolean ready() {
        try {
            while (!found() && !ended && delimiter.length > 0 && in.available() > 0) {
                fill();
            }
        } catch (IOException e) {
            // The next read meets it again, and reports it.
            return false;
        }
        return found >= 0 || ended;
    }

    /** Whether nothing is left, as far as is known without waiting. */
    public boolean exhausted() {
        return ended && filled == nextStart && (delimiter.length > 0 || number > 0);
    }

    /** Where the next piece begins in the buffer, if it is {@link #ready()}. */
    public int nextStart() {
        return nextStart;
    }

    /** How many bytes the next piece has, if it is {@link #ready()}. */
    public int nextLength() {
        return (found < 0 ? filled : found) - nextStart;
    }
}
