package org.kafkamqtt.mqtt.broker.listen;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/** The bytes of the last message that was written: many clients get the same in the same way. Not thread-safe; the node's thread owns it. */
final class FrameCache {
    /** QoS times properties or none times retain. */
    private static final int WAYS = 12;

    private static final class Entry {
        private final PacketWriter writer = new PacketWriter();
        private @Nullable Publish packet;
        private int packetIdAt;

        boolean fits(Publish other, boolean properties) {
            Publish own = packet;
            return own != null
                    && own.duplicate() == other.duplicate()
                    && own.topic().equals(other.topic())
                    && (!properties || own.properties().equals(other.properties()));
        }
    }

    private final Entry[] entries = new Entry[WAYS];
    private @Nullable Message message;

    FrameCache() {
        for (int i = 0; i < WAYS; i++) {
            entries[i] = new Entry();
        }
    }

    /** The packet's bytes; good until the next call. */
    @SuppressWarnings("ReferenceEquality") // the same message, not an equal one
    PacketWriter frame(Message of, Publish packet, ProtocolVersion version) {
        if (of != message) {
            message = of;
            for (Entry entry : entries) {
                entry.packet = null;
            }
        }
        boolean properties = version.hasProperties();
        Entry entry = entries[packet.qos().level() * 4 + (properties ? 2 : 0) + (packet.retain() ? 1 : 0)];
        if (!entry.fits(packet, properties)) {
            entry.writer.clear();
            entry.writer.write(packet, version);
            entry.packet = packet;
            entry.packetIdAt = packet.packetId() == 0 ? 0 : PacketWriter.packetIdAt(entry.writer.array(), 0);
        } else if (packet.packetId() != 0) {
            PacketWriter.packetId(entry.writer.array(), entry.packetIdAt, packet.packetId());
        }
        return entry.writer;
    }
}
