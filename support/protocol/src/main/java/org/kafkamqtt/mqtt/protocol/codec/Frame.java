package org.kafkamqtt.mqtt.protocol.codec;

import org.kafkamqtt.mqtt.protocol.ProtocolError;

/** Where a packet ends, by its fixed header alone (MQTT 5.0 section 2.1). */
public final class Frame {
    /** The largest number of a variable byte integer, in bytes the most that can follow a fixed header. */
    static final int MOST = 268_435_455;

    private static final int LONGEST_LENGTH = 4;

    private Frame() {}

    /**
     * The bytes of the packet that begins here, its fixed header included; 0 if more bytes are needed to know that.
     *
     * @param from where the packet begins
     * @param to where the bytes that are known end
     * @throws ProtocolError if its kind does not exist, or its length is not written as it must be
     */
    public static long size(byte[] bytes, int from, int to) {
        if (from < to && (bytes[from] & 0xF0) == 0) {
            throw ProtocolError.forbidden("a packet of kind 0");
        }
        long length = 0;
        for (int i = 0; i < LONGEST_LENGTH; i++) {
            int at = from + 1 + i;
            if (at >= to) {
                return 0;
            }
            length |= (long) (bytes[at] & 0x7F) << 7 * i;
            if (bytes[at] >= 0) {
                return 2 + i + length;
            }
        }
        throw ProtocolError.malformed("the remaining length has more than 4 bytes")
                .quietly();
    }

    /** Where what follows the fixed header of the packet begins, whose {@link #size} is known. */
    static int body(byte[] bytes, int from) {
        int at = from + 1;
        while (bytes[at] < 0) {
            at++;
        }
        return at + 1;
    }

    /** Whether the remaining length of the packet, whose {@link #size} is known, has more bytes than need be. */
    static boolean padded(byte[] bytes, int from) {
        int last = body(bytes, from) - 1;
        return last > from + 1 && bytes[last] == 0;
    }
}
