package org.kafkamqtt.console.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that lie in an array of somebody else, or null; copied only when somebody asks for an array of them alone.
 *
 * <p>Not thread-safe; whoever fills it owns it, and says how long the array is lent.
 */
public final class Slice {
    private static final byte[] NONE = {};

    private byte[] array = NONE;
    private int offset;
    private int length = -1;
    private byte @Nullable [] alone;

    /** It becomes null. */
    public void clear() {
        set(NONE, 0, -1);
    }

    /** It becomes the whole array, or null. */
    public void set(byte @Nullable [] whole) {
        if (whole == null) {
            clear();
        } else {
            set(whole, 0, whole.length);
        }
    }

    /** It becomes these bytes of the array. */
    public void set(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
        this.alone = null;
    }

    /** It becomes what the other one is. */
    public void set(Slice other) {
        set(other.array, other.offset, other.length);
    }

    /** Whether it is not null. */
    public boolean present() {
        return length >= 0;
    }

    /** The array in which the bytes lie beside others; empty for null. */
    public byte[] array() {
        return array;
    }

    /** Where they begin in it. */
    public int offset() {
        return offset;
    }

    /** How many they are, -1 for null. */
    public int length() {
        return length;
    }

    /** An array of these bytes alone, which may be the lender's own; null for null. */
    public byte @Nullable [] alone() {
        if (alone == null && present()) {
            alone = length == array.length ? array : copy();
        }
        return alone;
    }

    /** An array of these bytes alone that nobody will change; null for null. */
    public byte @Nullable [] kept() {
        if (present() && (alone == null || alone == array)) {
            alone = copy();
        }
        return alone;
    }

    private byte[] copy() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** Whether it is not null and has these bytes. */
    public boolean equalTo(byte[] other) {
        return length == other.length && Arrays.equals(array, offset, offset + length, other, 0, length);
    }

    /** The bytes read as UTF-8; empty for null. */
    public String text() {
        return new String(array, offset, Math.max(0, length), StandardCharsets.UTF_8);
    }
}
