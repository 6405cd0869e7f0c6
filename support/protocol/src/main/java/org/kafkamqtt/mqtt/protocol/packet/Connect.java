package org.kafkamqtt.mqtt.protocol.packet;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;

/**
 * CONNECT.
 *
 * @param version that the connection is to speak
 * @param bridge whether a bridge connects: the highest bit of the level in 3.1 and 3.1.1, as mosquitto's bridges set it
 * @param clean Clean Start, or Clean Session before 5
 * @param keepAlive seconds, 0 for none
 * @param clientId perhaps empty
 * @param will null for none
 * @param userName null for none
 * @param password null for none; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
public record Connect(
        ProtocolVersion version,
        boolean bridge,
        boolean clean,
        int keepAlive,
        Properties properties,
        String clientId,
        @Nullable Will will,
        @Nullable String userName,
        byte @Nullable [] password)
        implements Packet {
    @Override
    public PacketType type() {
        return PacketType.CONNECT;
    }
}
