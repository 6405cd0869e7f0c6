package org.kafkamqtt.balancer;

/**
 * kafka-node's hash of a text: times 31 over its UTF-16 letters, 31 bits, never 0.
 *
 * <p>Bytes become letters as Node's Buffer decodes UTF-8 (WHATWG Encoding, UTF-8 decoder), which replaces malformed bytes
 * differently from {@link String}.
 */
final class LetterHash {
    private static final int REPLACEMENT = 0xfffd;

    private LetterHash() {}

    static int hash(byte[] key) {
        int hash = 0;
        int at = 0;
        while (at < key.length) {
            int size = wellFormed(key, at);
            if (size > 0) {
                hash = withCodePoint(hash, codePoint(key, at, size));
                at += size;
            } else {
                hash = withLetter(hash, REPLACEMENT);
                at += -size;
            }
        }
        return hash == 0 ? 1 : hash;
    }

    private static int withCodePoint(int hash, int codePoint) {
        return codePoint < 0x10000
                ? withLetter(hash, codePoint)
                : withLetter(withLetter(hash, Character.highSurrogate(codePoint)), Character.lowSurrogate(codePoint));
    }

    private static int withLetter(int hash, int letter) {
        return (hash * 31 + letter) & 0x7fffffff;
    }

    /** The length of the sequence here; if it is malformed, minus the number of bytes that one replacement covers. */
    private static int wellFormed(byte[] key, int at) {
        int lead = key[at] & 0xff;
        int size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (size == 0) {
            return -1;
        }
        int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        for (int i = 1; i < size; i++) {
            int next = at + i < key.length ? key[at + i] & 0xff : -1;
            if (next < low || next > high) {
                return -i;
            }
            low = 0x80;
            high = 0xbf;
        }
        return size;
    }

    private static int codePoint(byte[] key, int at, int size) {
        int point = size == 1 ? key[at] : key[at] & (0x7f >> size);
        for (int i = 1; i < size; i++) {
            point = point << 6 | key[at + i] & 0x3f;
        }
        return point;
    }
}
