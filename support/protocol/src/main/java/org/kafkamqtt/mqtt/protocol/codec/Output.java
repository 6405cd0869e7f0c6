package org.kafkamqtt.mqtt.protocol.codec;

import org.kafkamqtt.mqtt.protocol.packet.Payload;

/** Where the parts of a packet go: to an array, or into a sum. */
interface Output {
    void oneByte(int value);

    void twoBytes(int value);

    void fourBytes(long value);

    /** Bytes as they are. */
    void raw(byte[] bytes, int offset, int length);

    /**
     * A text with its length before it.
     *
     * @throws IllegalArgumentException if it has more than 65,535 bytes
     */
    void text(String text);

    /** A variable byte integer, 0 to 268,435,455. */
    default void variable(long value) {
        long rest = value;
        while (rest > 0x7F) {
            oneByte((int) (rest & 0x7F | 0x80));
            rest >>= 7;
        }
        oneByte((int) rest);
    }

    /**
     * Bytes with their length before them.
     *
     * @throws IllegalArgumentException if there are more than 65,535
     */
    default void binary(byte[] bytes, int offset, int length) {
        if (length > Utf8.MOST) {
            throw new IllegalArgumentException(length + " bytes where MQTT allows 65,535");
        }
        twoBytes(length);
        raw(bytes, offset, length);
    }

    /** All that there is. */
    default void raw(Payload payload) {
        raw(payload.array(), payload.offset(), payload.length());
    }
}
