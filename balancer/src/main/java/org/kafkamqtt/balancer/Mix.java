package org.kafkamqtt.balancer;

/** 64-bit hashes for our own balancers. */
final class Mix {
    private Mix() {}

    /** SplitMix64's finaliser: each input bit reaches each output bit. */
    static long mix64(long number) {
        long z = number;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /**
     * The 64-bit hash of a key: murmur2 in the upper half, CRC-32 in the lower, mixed. Two well-known hashes, so that
     * other programs can compute it too.
     */
    static long hash64(byte[] key) {
        return mix64((long) Hash.MURMUR2.of(key) << 32 | Hash.CRC32.of(key) & 0xffffffffL);
    }
}
