package org.kafkamqtt.console.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds out how much of some bytes is printable ASCII that a JSON string holds unchanged: eight bytes at a time, since
 * nearly all that is written is nothing else ({@code bench/consumer}).
 */
public final class PlainText {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private PlainText() {}

    /** The first place from {@code from} on with a byte that is not plain, or {@code to}. */
    public static int end(byte[] bytes, int from, int to) {
        int at = from;
        int last = to - Long.BYTES;
        while (at <= last && plain((long) LONGS.get(bytes, at))) {
            at += Long.BYTES;
        }
        // The last eight, of which some were looked at already.
        if (at > last && last >= from && plain((long) LONGS.get(bytes, last))) {
            return to;
        }
        while (at < to && plain(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean plain(byte b) {
        return b >= 0x20 && b != '"' && b != '\\' && b != 0x7f;
    }

    /**
     * Whether all eight are. What is looked for sets the high bit of its byte: below 0x20 a difference, 0x7f a sum, zero, into which the
     * two others are turned, a difference again. Only from an odd byte is anything carried into the next, which changes nothing.
     */
    private static boolean plain(long eight) {
        long control = eight - 0x20 * ONES | eight + ONES;
        long quote = (eight ^ '"' * ONES) - ONES | (eight ^ '\\' * ONES) - ONES;
        return ((eight | control | quote) & HIGH) == 0;
    }
}
