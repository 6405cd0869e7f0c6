package org.kafkamqtt.balancer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** xxHash with 32 bits and seed 0 (specification of Yann Collet's xxHash, section XXH32). */
final class XxHash32 {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int P1 = 0x9E3779B1;
    private static final int P2 = 0x85EBCA77;
    private static final int P1_PLUS_P2 = 0x24234428;
    private static final int P3 = 0xC2B2AE3D;
    private static final int P4 = 0x27D4EB2F;
    private static final int P5 = 0x165667B1;

    private XxHash32() {}

    static int hash(byte[] key) {
        int at = 0;
        int hash = P5;
        if (key.length >= 16) {
            int a = P1_PLUS_P2;
            int b = P2;
            int c = 0;
            int d = -P1;
            for (; at + 16 <= key.length; at += 16) {
                a = round(a, word(key, at));
                b = round(b, word(key, at + 4));
                c = round(c, word(key, at + 8));
                d = round(d, word(key, at + 12));
            }
            hash = Integer.rotateLeft(a, 1)
                    + Integer.rotateLeft(b, 7)
                    + Integer.rotateLeft(c, 12)
                    + Integer.rotateLeft(d, 18);
        }
        hash += key.length;
        for (; at + 4 <= key.length; at += 4) {
            hash = Integer.rotateLeft(hash + word(key, at) * P3, 17) * P4;
        }
        for (; at < key.length; at++) {
            hash = Integer.rotateLeft(hash + (key[at] & 0xff) * P5, 11) * P1;
        }
        hash = (hash ^ hash >>> 15) * P2;
        hash = (hash ^ hash >>> 13) * P3;
        return hash ^ hash >>> 16;
    }

    private static int word(byte[] key, int at) {
        return (int) INT.get(key, at);
    }

    private static int round(int lane, int word) {
        return Integer.rotateLeft(lane + word * P2, 13) * P1;
    }
}
