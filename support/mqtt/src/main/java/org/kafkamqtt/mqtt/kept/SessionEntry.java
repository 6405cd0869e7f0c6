package org.kafkamqtt.mqtt.kept;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The frame of an entry in the file of a session: length, checksum, content. */
public final class SessionEntry {
    /** Length and checksum. */
    private static final int FRAME = 8;

    private static final int PIECE = 64 * 1024;

    private SessionEntry() {}

    /** What an entry holds. */
    public interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** The next entry; null at the end, which is also where an entry is torn or corrupt. */
    public static byte @Nullable [] read(DataInputStream in, long left) throws IOException {
        if (left <= FRAME) {
            return null;
        }
        int length = in.readInt();
        int sum = in.readInt();
        if (length < 0 || length > left - FRAME) {
            return null;
        }
        byte[] entry = in.readNBytes(length);
        return sum == checksum(entry, new byte[0]) ? entry : null;
    }

    /** How many bytes of the file this entry takes. */
    public static long size(byte[] entry) {
        return (long) FRAME + entry.length;
    }

    private static int checksum(byte[] head, byte[] payload) {
        CRC32 sum = new CRC32();
        sum.update(head);
        sum.update(payload);
        return (int) sum.getValue();
    }

    /** Writes an entry with a payload as its end, a small one in one write; returns how many bytes it takes. */
    public static long write(OutputStream out, Content content, byte[] payload) throws IOException {
        byte[] head = frame(content, payload);
        int first = Math.min(payload.length, PIECE);
        byte[] beginning = Arrays.copyOf(head, head.length + first);
        System.arraycopy(payload, 0, beginning, head.length, first);
        out.write(beginning);
        for (int at = first; at < payload.length; at += PIECE) {
            out.write(payload, at, Math.min(PIECE, payload.length - at));
        }
        return (long) head.length + payload.length;
    }

    private static byte[] frame(Content content, byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(new DataOutputStream(bytes));
        byte[] head = bytes.toByteArray();
        return ByteBuffer.allocate(FRAME + head.length)
                .putInt(head.length + payload.length)
                .putInt(checksum(head, payload))
                .put(head)
                .array();
    }
}
