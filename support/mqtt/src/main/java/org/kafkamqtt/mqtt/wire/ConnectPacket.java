package org.kafkamqtt.mqtt.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first packet of a connection (MQTT 3.1.1 section 3.1), written by us since Paho refuses client identifiers, user names and
 * passwords with characters beyond U+FDD0.
 *
 * @param level 4 for MQTT 3.1.1, 3 for MQTT 3.1
 * @param clientId client identifier
 * @param clean whether broker and client forget each other
 * @param keepAlive in seconds
 * @param user if any
 * @param password if any; only with a user
 * @param will if any
 */
public record ConnectPacket(
        int level,
        String clientId,
        boolean clean,
        int keepAlive,
        Optional<String> user,
        Optional<String> password,
        Optional<WillMessage> will) {

    /** The will as it travels: topic, payload, QoS 0 to 2, retained or not. */
    @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
    public record WillMessage(String topic, byte[] payload, int qos, boolean retain) {}

    byte[] bytes() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        Packet.string(rest, level == 3 ? "MQIsdp" : "MQTT");
        rest.write(level);
        rest.write(flags());
        rest.write(keepAlive >> 8);
        rest.write(keepAlive);
        Packet.string(rest, clientId);
        will.ifPresent(w -> {
            Packet.string(rest, w.topic());
            Packet.string(rest, w.payload());
        });
        user.ifPresent(u -> Packet.string(rest, u));
        password.ifPresent(p -> Packet.string(rest, p.getBytes(StandardCharsets.UTF_8)));
        return Packet.of(Packet.CONNECT << 4, rest.toByteArray());
    }

    private int flags() {
        return (user.isPresent() ? 0x80 : 0)
                | (password.isPresent() ? 0x40 : 0)
                | will.map(w -> (w.retain() ? 0x20 : 0) | w.qos() << 3 | 0x04).orElse(0)
                | (clean ? 0x02 : 0);
    }
}
