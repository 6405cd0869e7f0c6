package org.kafkamqtt.mqtt.protocol.packet;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a message, which may lie within others. What a decoder gives is lent until the bytes that it read are used for
 * something else; whoever keeps it takes {@link #copy}.
 */
@SuppressWarnings("ArrayRecordComponent") // lent, never changed; equality is by content
public record Payload(byte[] array, int offset, int length) {
    public static final Payload EMPTY = of(new byte[0]);

    /** All of these bytes, which are not copied. */
    public static Payload of(byte[] bytes) {
        return new Payload(bytes, 0, bytes.length);
    }

    /** Bytes of its own. */
    public byte[] copy() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload that
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        return length;
    }

    @Override
    public String toString() {
        return length + " bytes";
    }
}
