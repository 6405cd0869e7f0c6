package org.kafkamqtt.mqtt.protocol.codec;

import java.util.Arrays;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/**
 * Packets as bytes, one after the other, in an array that grows. Not thread-safe; whoever made it owns it.
 *
 * <p>It writes what it is given: that names are names, numbers in their range and properties where they may stand is for whoever made
 * the packet. Half of a surrogate pair becomes a question mark.
 */
public final class PacketWriter {
    private static final int SMALL = 256;
    private static final int HUGE = 64 * 1024;

    private final Bytes bytes = new Bytes();
    private final int kept;

    /** A writer that gives a large array back whenever it begins anew. */
    public PacketWriter() {
        this(HUGE);
    }

    /** @param kept bytes of the largest array that is kept when it begins anew */
    public PacketWriter(int kept) {
        this.kept = kept;
    }

    /**
     * Adds a packet as this version has it; what the version does not know of it is left out. CONNECT is written as its own version
     * has it.
     *
     * @throws IllegalArgumentException if there is no such packet in this version, a text or binary data has more than 65,535 bytes,
     *     or the packet more than 268,435,460; nothing is added then
     */
    public void write(Packet packet, ProtocolVersion version) {
        long body = body(packet, version);
        bytes.room(headerSize(body) + body);
        bytes.oneByte(packet.type().number() << 4 | flags(packet));
        bytes.variable(body);
        Body.write(packet, version, bytes);
    }

    /**
     * Adds all of a PUBLISH but its payload, which must follow.
     *
     * @throws IllegalArgumentException as {@link #write}
     */
    public void writeHead(Publish publish, ProtocolVersion version) {
        long body = body(publish, version);
        bytes.room(headerSize(body) + body - publish.payload().length());
        bytes.oneByte(publish.type().number() << 4 | flags(publish));
        bytes.variable(body);
        Body.publishHead(publish, version.hasProperties(), bytes);
    }

    /**
     * The bytes that a packet has as this version writes it, its fixed header included.
     *
     * @throws IllegalArgumentException as {@link #write}
     */
    public static long size(Packet packet, ProtocolVersion version) {
        long body = body(packet, version);
        return headerSize(body) + body;
    }

    private static long body(Packet packet, ProtocolVersion version) {
        Sum sum = new Sum();
        Body.write(packet, version, sum);
        if (sum.bytes() > Frame.MOST) {
            throw new IllegalArgumentException("a packet of " + sum.bytes() + " bytes");
        }
        return sum.bytes();
    }

    private static int headerSize(long body) {
        return body < 1 << 7 ? 2 : body < 1 << 14 ? 3 : body < 1 << 21 ? 4 : 5;
    }

    private static int flags(Packet packet) {
        return switch (packet.type()) {
            case PUBLISH -> {
                Publish publish = (Publish) packet;
                yield (publish.duplicate() ? 0x08 : 0) | publish.qos().level() << 1 | (publish.retain() ? 0x01 : 0);
            }
            case PUBREL, SUBSCRIBE, UNSUBSCRIBE -> 0x02;
            default -> 0;
        };
    }

    /**
     * Where the packet identifier of a PUBLISH lies that was written with QoS 1 or 2: two bytes, the high one first. So one array
     * serves many clients, each with its own identifier.
     *
     * @param array that it was written to, or a copy
     * @param from where its fixed header begins in this array
     * @see #packetId
     */
    public static int packetIdAt(byte[] array, int from) {
        int topic = Frame.body(array, from);
        return topic + 2 + ((array[topic] & 0xFF) << 8 | array[topic + 1] & 0xFF);
    }

    /**
     * Writes another packet identifier into bytes that were written.
     *
     * @param at as {@link #packetIdAt} says
     * @param packetId 1 to 65,535
     */
    public static void packetId(byte[] array, int at, int packetId) {
        array[at] = (byte) (packetId >> 8);
        array[at + 1] = (byte) packetId;
    }

    /** The array whose first {@link #length} bytes were written; another one after the next {@link #write}. */
    public byte[] array() {
        return bytes.array;
    }

    public int length() {
        return bytes.length;
    }

    /** Begins anew with the same array, unless it has become huge. */
    public void clear() {
        bytes.length = 0;
        if (bytes.array.length > kept) {
            bytes.array = new byte[SMALL];
        }
    }

    /** The array, which has room for what is put out. */
    private static final class Bytes implements Output {
        private byte[] array = new byte[SMALL];
        private int length;

        /** Makes room for so many bytes. */
        private void room(long more) {
            long needed = length + more;
            if (needed > array.length) {
                long grown = Math.max(needed, Math.min(2L * array.length, Integer.MAX_VALUE - 8));
                array = Arrays.copyOf(array, Math.toIntExact(grown));
            }
        }

        @Override
        public void oneByte(int value) {
            array[length++] = (byte) value;
        }

        @Override
        public void twoBytes(int value) {
            packetId(array, length, value);
            length += 2;
        }

        @Override
        public void fourBytes(long value) {
            twoBytes((int) (value >> 16));
            twoBytes((int) value);
        }

        @Override
        public void raw(byte[] source, int offset, int count) {
            System.arraycopy(source, offset, array, length, count);
            length += count;
        }

        @Override
        public void text(String text) {
            int from = length + 2;
            int to = Utf8.write(text, array, from);
            packetId(array, length, to - from);
            length = to;
        }
    }
}
