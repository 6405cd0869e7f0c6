package org.kafkamqtt.producer.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

    /** Whether bytes have been read that are not taken yet, or the stream has ended. */
    boolean waiting() {
        return ended || to > from;
    }
}
