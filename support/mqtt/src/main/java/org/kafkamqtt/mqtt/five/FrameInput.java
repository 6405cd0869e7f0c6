package org.kafkamqtt.mqtt.five;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.Frame;
import org.kafkamqtt.mqtt.wire.DoesNotFit;

/**
 * Packets on their way in, whole: read in large pieces, each where it came to lie, until the next is asked for.
 *
 * <p>A large packet takes its memory as its bytes arrive: a broker that merely announces 256 MB costs nothing. Not thread-safe, but for
 * the counts; the thread that reads owns it.
 */
final class FrameInput {
    private static final int PIECE = 64 * 1024;
    /** Memory is taken for this many times what has arrived of a packet, so that little is copied, and only once. */
    private static final int GROWTH = 8;

    private final InputStream in;
    private final long most;
    private final byte[] buffer = new byte[PIECE];
    private int at;
    private int end;
    private byte[] bytes = buffer;
    private int from;
    private int to;
    /** Whether it waits for the network, and not for the taker of messages; read by other threads. */
    private volatile boolean listening = true;
    /** Bytes that came; read by other threads. */
    private volatile long received;

    /** @param most bytes of a packet, {@link Long#MAX_VALUE} without a limit */
    FrameInput(InputStream in, long most) {
        this.in = in;
        this.most = most;
    }

    /** The array in which the packet lies, from {@link #from} to {@link #to}, until the next call of {@link #next}. */
    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Whether nothing is read because the taker of messages has no room. */
    boolean heldUp() {
        return !listening;
    }

    /** Bytes that have come so far. */
    long received() {
        return received;
    }

    /**
     * Reads the next packet.
     *
     * @throws EOFException if the broker closed the connection
     * @throws ProtocolError if its length is not one, or is larger than the limit
     * @throws DoesNotFit if there is not enough memory for it
     */
    void next() throws IOException {
        long size = Frame.size(buffer, at, end);
        while (size == 0) {
            refill();
            size = Frame.size(buffer, at, end);
        }
        if (size > most) {
            throw new ProtocolError(
                    ReasonCode.PACKET_TOO_LARGE,
                    "a packet of " + size + " bytes, though " + most + " were to be the most (--max-packet-size)");
        }
        if (size > buffer.length) {
            large((int) size);
            return;
        }
        while (end - at < size) {
            refill();
        }
        bytes = buffer;
        from = at;
        to = at + (int) size;
        at = to;
    }

    private void large(int size) throws IOException {
        byte[] whole = Arrays.copyOfRange(buffer, at, at + Math.min(size, PIECE));
        int have = end - at;
        at = 0;
        end = 0;
        try {
            while (have < size) {
                if (have == whole.length) {
                    whole = Arrays.copyOf(whole, (int) Math.min(size, (long) have * GROWTH));
                }
                have += arrived(whole, have, Math.min(PIECE, whole.length - have));
            }
        } catch (OutOfMemoryError e) {
            throw new DoesNotFit(size, topic(whole));
        }
        bytes = whole;
        from = 0;
        to = size;
    }

    /** The topic name of a PUBLISH of which the beginning is there. */
    private static String topic(byte[] packet) {
        int place = 1;
        while (packet[place] < 0) {
            place++;
        }
        int length = (packet[place + 1] & 0xff) << 8 | packet[place + 2] & 0xff;
        boolean publish = (packet[0] & 0xf0) == 0x30 && place + 3 + length <= packet.length;
        return publish ? new String(packet, place + 3, length, StandardCharsets.UTF_8) : "";
    }

    private void refill() throws IOException {
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            at = 0;
        }
        end += arrived(buffer, end, buffer.length - end);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private int arrived(byte[] target, int offset, int length) throws IOException {
        listening = true;
        int count = in.read(target, offset, length);
        listening = false;
        if (count < 0) {
            throw new EOFException("the broker closed the connection");
        }
        received += count;
        return count;
    }
}
