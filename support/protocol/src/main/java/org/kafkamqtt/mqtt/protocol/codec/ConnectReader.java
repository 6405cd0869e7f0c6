package org.kafkamqtt.mqtt.protocol.codec;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Will;

/**
 * Reads one CONNECT (section 3.1). Whether an error is answered depends on how far it had come: who does not speak MQTT 5 for sure
 * gets none.
 */
final class ConnectReader {
    private static final int RESERVED = 0x01;
    private static final int CLEAN = 0x02;
    private static final int WILL = 0x04;
    private static final int WILL_QOS = 0x18;
    private static final int WILL_RETAIN = 0x20;
    private static final int PASSWORD = 0x40;
    private static final int USER_NAME = 0x80;

    private static final int BRIDGE = 0x80;

    private final Input in;
    private final int headerFlags;
    private final boolean padded;

    private ProtocolVersion version = ProtocolVersion.V311;
    private boolean bridge;
    /** Whether an error is answered by a CONNACK. */
    private boolean answered;

    /**
     * A reader of the bytes after the fixed header.
     *
     * @param headerFlags the lower half of the first byte
     * @param padded whether the remaining length has more bytes than need be
     */
    ConnectReader(Input in, int headerFlags, boolean padded) {
        this.in = in;
        this.headerFlags = headerFlags;
        this.padded = padded;
    }

    Connect read() {
        try {
            return connect();
        } catch (ProtocolError e) {
            if (e.connack().isPresent()) {
                throw e;
            }
            throw answered ? e.inConnack(version) : e.quietly();
        }
    }

    private Connect connect() {
        readVersion();
        int flags = flags();
        int keepAlive = in.twoBytes();
        answered = version == ProtocolVersion.V5;
        Properties properties = answered ? PropertyReader.read(in, PacketType.CONNECT, Sender.CLIENT) : Properties.NONE;
        String clientId = clientId();
        Will will = (flags & WILL) != 0 ? will(flags) : null;
        answered = false;
        String userName = (flags & USER_NAME) != 0 && !mayBeMissing() ? in.name() : null;
        byte[] password = (flags & PASSWORD) != 0 && !mayBeMissing() ? in.binary() : null;
        answered = version == ProtocolVersion.V5;
        in.end();
        return connect(flags, keepAlive, properties, clientId, will, userName, password);
    }

    private Connect connect(
            int flags,
            int keepAlive,
            Properties properties,
            String clientId,
            @Nullable Will will,
            @Nullable String userName,
            byte @Nullable [] password) {
        boolean clean = (flags & CLEAN) != 0;
        return new Connect(version, bridge, clean, keepAlive, properties, clientId, will, userName, password);
    }

    private void readVersion() {
        String name = in.text();
        int level = in.oneByte();
        boolean nameKnown = false;
        for (ProtocolVersion known : ProtocolVersion.values()) {
            nameKnown |= known.protocolName().equals(name);
            boolean marked = known != ProtocolVersion.V5 && level == (known.level() | BRIDGE);
            if (known.protocolName().equals(name) && (level == known.level() || marked)) {
                version = known;
                bridge = marked;
                checkHeader();
                return;
            }
        }
        if (!nameKnown) {
            throw ProtocolError.forbidden("another protocol than MQTT");
        }
        throw unsupported(name, level);
    }

    /** Who names a level that exists, by the wrong name, will understand the CONNACK of that time; anybody else that of today. */
    private static ProtocolError unsupported(String name, int level) {
        boolean old = level >= ProtocolVersion.V31.level() && level <= ProtocolVersion.V5.level();
        return new ProtocolError(ReasonCode.UNSUPPORTED_PROTOCOL_VERSION, "protocol " + name + " has no level " + level)
                .inConnack(old ? ProtocolVersion.V311 : ProtocolVersion.V5);
    }

    private void checkHeader() {
        if (version != ProtocolVersion.V31 && headerFlags != 0) {
            throw ProtocolError.malformed("reserved flags of CONNECT's header are set");
        }
        if (version == ProtocolVersion.V5 && padded) {
            throw ProtocolError.malformed("the remaining length has more bytes than need be");
        }
    }

    private int flags() {
        int flags = in.oneByte();
        if ((flags & WILL_QOS) == WILL_QOS) {
            throw ProtocolError.malformed("the will has QoS 3");
        }
        if (version != ProtocolVersion.V31) {
            if ((flags & RESERVED) != 0) {
                throw ProtocolError.malformed("the reserved flag of CONNECT is set");
            }
            if ((flags & WILL) == 0 && (flags & (WILL_QOS | WILL_RETAIN)) != 0) {
                throw ProtocolError.malformed("flags of a will, but no will");
            }
        }
        if (version != ProtocolVersion.V5 && (flags & (USER_NAME | PASSWORD)) == PASSWORD) {
            throw ProtocolError.malformed("a password without a user name");
        }
        return flags;
    }

    private String clientId() {
        answered = false;
        Payload bytes = in.sized();
        answered = version == ProtocolVersion.V5;
        try {
            return Utf8.name(bytes.array(), bytes.offset(), bytes.offset() + bytes.length());
        } catch (ProtocolError e) {
            throw new ProtocolError(
                    ReasonCode.CLIENT_IDENTIFIER_NOT_VALID, "of the client identifier: " + e.getMessage());
        }
    }

    private Will will(int flags) {
        Properties properties = version == ProtocolVersion.V5 ? PropertyReader.ofWill(in) : Properties.NONE;
        String topic = TopicCache.topicName(in.name());
        Payload payload = Payload.of(in.binary());
        return new Will(topic, payload, Qos.of((flags & WILL_QOS) >> 3), (flags & WILL_RETAIN) != 0, properties);
    }

    /** MQTT 3.1 has the remaining length take precedence over the flags of user name and password (its section 3.1). */
    private boolean mayBeMissing() {
        return version == ProtocolVersion.V31 && in.left() == 0;
    }
}
