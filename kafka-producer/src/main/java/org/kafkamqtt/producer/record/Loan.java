package org.kafkamqtt.producer.record;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that lie in an array of somebody else, or null; copied when somebody asks for an array of them alone.
 *
 * <p>Not thread-safe; the sending thread owns it.
 */
final class Loan {
    private static final byte[] NONE = {};

    private byte[] array = NONE;
    private int offset;
    private int length = -1;
    private byte @Nullable [] alone;

    void clear() {
        set(NONE, 0, -1);
    }

    void set(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
        this.alone = null;
    }

    boolean present() {
        return length >= 0;
    }

    byte[] array() {
        return array;
    }

    int offset() {
        return offset;
    }

    /** -1 for null. */
    int length() {
        return length;
    }

    /** An array of these bytes alone, which may be the lender's own. */
    byte @Nullable [] alone() {
        if (alone == null && present()) {
            alone = length == array.length ? array : copy();
        }
        return alone;
    }

    /** An array of these bytes alone that nobody will change. */
    byte @Nullable [] kept() {
        if (present() && (alone == null || alone == array)) {
            alone = copy();
        }
        return alone;
    }

    private byte[] copy() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    boolean equalTo(byte[] other) {
        return present() && Arrays.equals(array, offset, offset + length, other, 0, other.length);
    }
}
