package org.kafkamqtt.balancer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** MurmurHash2 as Kafka uses it, and the deviating versions of two other clients. */
public final class Murmur2 {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SEED = 0x9747b28c;
    private static final int M = 0x5bd1e995;
    private static final int R = 24;

    private Murmur2() {}

    static int hash(byte[] key) {
        return hash(key, 0, key.length);
    }

    /**
     * The hash of a key, which may lie in an array beside other bytes.
     *
     * <p>Source: kafka-clients 4.3.1, Utils.murmur2.
     */
    public static int hash(byte[] array, int offset, int length) {
        int hash = body(array, offset, length);
        int tail = offset + (length & ~3);
        int rest = length & 3;
        if (rest > 2) {
            hash ^= (array[tail + 2] & 0xff) << 16;
        }
        if (rest > 1) {
            hash ^= (array[tail + 1] & 0xff) << 8;
        }
        return rest > 0 ? finished((hash ^ (array[tail] & 0xff)) * M) : finished(hash);
    }

    /** The tail bytes keep their sign, as C's {@code char} does on x86; the result is masked to 31 bits. */
    static int ruby(byte[] key) {
        int hash = body(key, 0, key.length);
        int tail = key.length & ~3;
        int rest = key.length & 3;
        if (rest > 2) {
            hash ^= key[tail + 2] << 16;
        }
        if (rest > 1) {
            hash ^= key[tail + 1] << 8;
        }
        return rest > 0 ? finished((hash ^ key[tail]) * M) & 0x7fffffff : finished(hash) & 0x7fffffff;
    }

    private static int body(byte[] key, int offset, int length) {
        int hash = SEED ^ length;
        int whole = offset + (length & ~3);
        for (int i = offset; i < whole; i += 4) {
            int k = (int) INT.get(key, i) * M;
            k ^= k >>> R;
            hash = hash * M ^ k * M;
        }
        return hash;
    }

    private static int finished(int hash) {
        int h = hash;
        h ^= h >>> 13;
        h *= M;
        return h ^ h >>> 15;
    }

    /**
     * JavaScript numbers are doubles: each product loses its low bits above 2^53, and the loop runs once more for a
     * remainder, with absent bytes as 0 (kafkajs 1.x, legacy/murmur2.js).
     */
    static int kafkajsLegacy(byte[] key) {
        double hash = SEED ^ key.length;
        for (int i = 0; i < key.length; i += 4) {
            double k = (double) octet(key, i)
                    + (octet(key, i + 1) << 8)
                    + (octet(key, i + 2) << 16)
                    + (octet(key, i + 3) << 24);
            k *= M;
            k = int32(k) ^ int32(k) >>> R;
            k *= M;
            hash *= M;
            hash = int32(hash) ^ int32(k);
        }
        int tail = key.length & ~3;
        int rest = key.length & 3;
        for (int i = rest - 1; i >= 0; i--) {
            hash = int32(hash) ^ octet(key, tail + i) << (8 * i);
        }
        if (rest > 0) {
            hash *= M;
        }
        hash = int32(hash) ^ int32(hash) >>> 13;
        hash *= M;
        return int32(hash) ^ int32(hash) >>> 15;
    }

    private static int octet(byte[] key, int at) {
        return at < key.length ? key[at] & 0xff : 0;
    }

    /** ECMAScript's ToInt32; every product here is below 2^63. */
    private static int int32(double number) {
        return (int) (long) number;
    }
}
