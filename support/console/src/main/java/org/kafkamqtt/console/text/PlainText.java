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
        while (at <= to - Long.BYTES && plain((long) LONGS.get(bytes, at))) {
            at += Long.BYTES;
        }
        while (at < to && plain(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean plain(byte b) {
        return b >= 0x20 && b != '"' && b != '\\' && b != 0x7f;
    }

    /** Whether all eight are; a byte after one that is not plain may be misjudged, which changes nothing. */
    private static boolean plain(long eight) {
        long control = eight - 0x20 * ONES;
        long odd = zero(eight ^ '"' * ONES) | zero(eight ^ '\\' * ONES) | zero(eight ^ 0x7f * ONES);
        return ((eight | control | odd) & HIGH) == 0;
    }

    /** Has the high bit of a byte that is zero, the lowest one exactly. */
    private static long zero(long eight) {
        return eight - ONES & ~eight;
    }
}
