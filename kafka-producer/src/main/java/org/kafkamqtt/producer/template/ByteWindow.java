package org.kafkamqtt.producer.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.kafkamqtt.producer.record.BadRecord;

/** A byte stream that can be taken by size or up to a delimiter. Not thread-safe; the sending thread owns it. */
final class ByteWindow {
    private final InputStream in;
    private byte[] bytes = new byte[64 * 1024];
    private int from;
    private int to;
    private boolean ended;
    private long taken;
    /** Bytes before it are no longer needed. */
    private int mark;

    private boolean trying;

    /** What would have to be waited for is not here. */
    private static final class NotYet extends IOException {
        private static final long serialVersionUID = 1L;

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    ByteWindow(InputStream in) {
        this.in = in;
    }

    /** Whether there are this many bytes, reading as needed. */
    boolean has(int count) throws IOException {
        while (to - from < count && !ended) {
            fill();
        }
        return to - from >= count;
    }

    /** This many bytes, or the rest of the stream. */
    byte[] take(int count) throws IOException {
        has(count);
        return taken(Math.min(count, to - from));
    }

    /** The bytes up to the delimiter, which is not taken; without one, the rest of the stream. */
    byte[] takeUntil(byte[] delimiter) throws IOException {
        int searched = 0;
        while (true) {
            for (int i = searched; delimiter.length > 0 && i <= to - from - delimiter.length; i++) {
                if (Arrays.equals(bytes, from + i, from + i + delimiter.length, delimiter, 0, delimiter.length)) {
                    return taken(i);
                }
            }
            if (ended) {
                return taken(to - from);
            }
            searched = Math.max(0, to - from - delimiter.length + 1);
            fill();
        }
    }

    private byte[] taken(int count) {
        byte[] copy = Arrays.copyOfRange(bytes, from, from + count);
        from += count;
        taken += count;
        return copy;
    }

    /** Keeps the bytes taken from here on, for {@link #copyTo}. */
    void mark() {
        mark = from;
    }

    /** Reads from a window. */
    interface Reading {
        void read(ByteWindow in) throws IOException, BadRecord;
    }

    /** Whether this can be read from here without waiting, whatever comes of it; nothing is taken, and the mark is set. */
    boolean holds(Reading reading) {
        mark();
        long before = taken;
        trying = true;
        try {
            reading.read(this);
            return true;
        } catch (BadRecord e) {
            return true;
        } catch (IOException e) {
            // Not here yet; or a failure, which the next read meets again and reports.
            return false;
        } finally {
            trying = false;
            from = mark;
            taken = before;
        }
    }

    /** Whether nothing is left, as far as is known without waiting. */
    boolean exhausted() {
        return ended && from == to;
    }

    /** Writes the bytes taken since the mark. */
    void copyTo(OutputStream out) throws IOException {
        out.write(bytes, mark, from - mark);
    }

    /** A byte that is not taken yet, 0 to 255; only after {@link #has} has found it. */
    int peek(int ahead) {
        return bytes[from + ahead] & 0xff;
    }

    /** Up to this many of the next bytes as text, one character each. */
    String ahead(int count) throws IOException {
        has(count);
        return new String(bytes, from, Math.min(count, to - from), StandardCharsets.ISO_8859_1);
    }

    private void fill() throws IOException {
        if (trying && in.available() <= 0) {
            throw new NotYet();
        }
        if (mark > 0) {
            System.arraycopy(bytes, mark, bytes, 0, to - mark);
            from -= mark;
            to -= mark;
            mark = 0;
        }
        if (to == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(Integer.MAX_VALUE - 16, bytes.length * 2));
        }
        int count = in.read(bytes, to, bytes.length - to);
        if (count < 0) {
            ended = true;
        } else {
            to += count;
        }
    }

    /** Bytes taken so far. */
    long position() {
        return taken;
    }
}
