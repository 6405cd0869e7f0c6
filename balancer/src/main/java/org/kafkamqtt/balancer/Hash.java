package org.kafkamqtt.balancer;

import java.util.zip.CRC32;

/**
 * A 32-bit hash of a key. Pure and thread-safe; allocates nothing.
 *
 * <p>The constants are the ones the clients use, each with its source.
 */
@FunctionalInterface
public interface Hash {
    /** The hash of the bytes; whether it is signed depends on the rule that uses it. */
    int of(byte[] key);

    /** MurmurHash2 with seed 0x9747b28c, as in kafka-clients 4.3.1, Utils.java. */
    Hash MURMUR2 = Murmur2::hash;

    /** FNV-1a with 32 bits (Go's hash/fnv New32a; librdkafka 2.15.0, rdfnv1a.c before its absolute value). */
    Hash FNV1A = Hash::fnv1a;

    /** CRC-32 as in zlib (IEEE 802.3), not CRC-32C; on the JDK's intrinsic. */
    Hash CRC32 = Hash::crc32;

    /** xxHash with 32 bits and seed 0 (twox-hash 1.6.3, as kafka-rust uses it). */
    Hash XXHASH32 = XxHash32::hash;

    /** {@code erlang:phash2/1} of a binary (OTP 25, utils.c make_hash2), 27 bits. */
    Hash PHASH2 = Phash2::hash;

    /** kafkajs before 2.0: a MurmurHash2 in double arithmetic, which differed from the real one for every key tried. */
    Hash KAFKAJS_LEGACY = Murmur2::kafkajsLegacy;

    /** ruby-kafka's murmur2: the last one to three bytes are taken as signed (digest-murmurhash 1.1.1 on x86). */
    Hash RUBY_MURMUR2 = Murmur2::ruby;

    /** kafka-node's: times 31 over UTF-16 letters, 31 bits, never 0 (kafka-node 5.0.0, partitioner.js). */
    Hash KAFKA_NODE = LetterHash::hash;

    private static int fnv1a(byte[] key) {
        int hash = 0x811c9dc5;
        for (byte b : key) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        return hash;
    }

    private static int crc32(byte[] key) {
        CRC32 crc = new CRC32();
        crc.update(key, 0, key.length);
        return (int) crc.getValue();
    }
}
