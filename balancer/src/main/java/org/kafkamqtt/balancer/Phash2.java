package org.kafkamqtt.balancer;

/** Erlang's {@code phash2} of a binary: Bob Jenkins' lookup2 from the constants of OTP 25 (erts utils.c), 27 bits. */
final class Phash2 {
    private static final int GOLDEN = 0x9e3779b9;
    private static final int BINARY = 0x08d12e65;
    private static final int RANGE = (1 << 27) - 1;

    private Phash2() {}

    static int hash(byte[] key) {
        if (key.length == 0) {
            return BINARY & RANGE;
        }
        int a = GOLDEN;
        int b = GOLDEN;
        int c = BINARY;
        int at = 0;
        boolean last;
        do {
            int left = key.length - at;
            last = left < 12;
            a += word(key, at, 0);
            b += word(key, at + 4, 0);
            // The lowest byte of c is kept for the length in the last, incomplete block.
            c += last ? key.length + word(key, at + 8, 8) : word(key, at + 8, 0);
            a = (a - b - c) ^ c >>> 13;
            b = (b - c - a) ^ a << 8;
            c = (c - a - b) ^ b >>> 13;
            a = (a - b - c) ^ c >>> 12;
            b = (b - c - a) ^ a << 16;
            c = (c - a - b) ^ b >>> 5;
            a = (a - b - c) ^ c >>> 3;
            b = (b - c - a) ^ a << 10;
            c = (c - a - b) ^ b >>> 15;
            at += 12;
        } while (!last);
        return c & RANGE;
    }

    /** Up to four bytes in little-endian order, those past the end as 0, shifted left. */
    private static int word(byte[] key, int at, int shift) {
        int word = 0;
        for (int i = 0; i < 4 && at + i < key.length; i++) {
            int bits = 8 * i + shift;
            word |= bits < 32 ? (key[at + i] & 0xff) << bits : 0;
        }
        return word;
    }
}
