package org.kafkamqtt.mqtt.protocol.packet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The properties of MQTT 5.0 (section 2.2.2.2): number, type, and where they may stand. */
public enum Property {
    PAYLOAD_FORMAT(0x01, Kind.BYTE, true, PacketType.PUBLISH),
    MESSAGE_EXPIRY(0x02, Kind.FOUR_BYTES, true, PacketType.PUBLISH),
    CONTENT_TYPE(0x03, Kind.TEXT, true, PacketType.PUBLISH),
    RESPONSE_TOPIC(0x08, Kind.TEXT, true, PacketType.PUBLISH),
    CORRELATION_DATA(0x09, Kind.BINARY, true, PacketType.PUBLISH),
    SUBSCRIPTION_IDENTIFIER(0x0B, Kind.VARIABLE, false, PacketType.PUBLISH, PacketType.SUBSCRIBE),
    SESSION_EXPIRY(0x11, Kind.FOUR_BYTES, false, PacketType.CONNECT, PacketType.CONNACK, PacketType.DISCONNECT),
    ASSIGNED_CLIENT_IDENTIFIER(0x12, Kind.TEXT, false, PacketType.CONNACK),
    SERVER_KEEP_ALIVE(0x13, Kind.TWO_BYTES, false, PacketType.CONNACK),
    AUTHENTICATION_METHOD(0x15, Kind.TEXT, false, PacketType.CONNECT, PacketType.CONNACK, PacketType.AUTH),
    AUTHENTICATION_DATA(0x16, Kind.BINARY, false, PacketType.CONNECT, PacketType.CONNACK, PacketType.AUTH),
    REQUEST_PROBLEM_INFORMATION(0x17, Kind.BYTE, false, PacketType.CONNECT),
    WILL_DELAY(0x18, Kind.FOUR_BYTES, true),
    REQUEST_RESPONSE_INFORMATION(0x19, Kind.BYTE, false, PacketType.CONNECT),
    RESPONSE_INFORMATION(0x1A, Kind.TEXT, false, PacketType.CONNACK),
    SERVER_REFERENCE(0x1C, Kind.TEXT, false, PacketType.CONNACK, PacketType.DISCONNECT),
    REASON_STRING(
            0x1F,
            Kind.TEXT,
            false,
            PacketType.CONNACK,
            PacketType.PUBACK,
            PacketType.PUBREC,
            PacketType.PUBREL,
            PacketType.PUBCOMP,
            PacketType.SUBACK,
            PacketType.UNSUBACK,
            PacketType.DISCONNECT,
            PacketType.AUTH),
    RECEIVE_MAXIMUM(0x21, Kind.TWO_BYTES, false, PacketType.CONNECT, PacketType.CONNACK),
    TOPIC_ALIAS_MAXIMUM(0x22, Kind.TWO_BYTES, false, PacketType.CONNECT, PacketType.CONNACK),
    TOPIC_ALIAS(0x23, Kind.TWO_BYTES, false, PacketType.PUBLISH),
    MAXIMUM_QOS(0x24, Kind.BYTE, false, PacketType.CONNACK),
    RETAIN_AVAILABLE(0x25, Kind.BYTE, false, PacketType.CONNACK),
    USER_PROPERTY(
            0x26,
            Kind.PAIR,
            true,
            PacketType.CONNECT,
            PacketType.CONNACK,
            PacketType.PUBLISH,
            PacketType.PUBACK,
            PacketType.PUBREC,
            PacketType.PUBREL,
            PacketType.PUBCOMP,
            PacketType.SUBSCRIBE,
            PacketType.SUBACK,
            PacketType.UNSUBSCRIBE,
            PacketType.UNSUBACK,
            PacketType.DISCONNECT,
            PacketType.AUTH),
    MAXIMUM_PACKET_SIZE(0x27, Kind.FOUR_BYTES, false, PacketType.CONNECT, PacketType.CONNACK),
    WILDCARD_SUBSCRIPTION_AVAILABLE(0x28, Kind.BYTE, false, PacketType.CONNACK),
    SUBSCRIPTION_IDENTIFIERS_AVAILABLE(0x29, Kind.BYTE, false, PacketType.CONNACK),
    SHARED_SUBSCRIPTION_AVAILABLE(0x2A, Kind.BYTE, false, PacketType.CONNACK);

    /** How a value is written (MQTT 5.0 section 1.5), and as what it is held. */
    public enum Kind {
        /** A {@code Long} from 0 to 255. */
        BYTE,
        /** A {@code Long} from 0 to 65,535. */
        TWO_BYTES,
        /** A {@code Long} from 0 to 4,294,967,295. */
        FOUR_BYTES,
        /** A {@code Long} from 0 to 268,435,455. */
        VARIABLE,
        /** A {@code String}. */
        TEXT,
        /** A {@code byte[]}. */
        BINARY,
        /** A {@link UserProperty}. */
        PAIR
    }

    /** One for each number, so that none is made for each packet. */
    private static final List<Optional<Property>> BY_NUMBER =
            new ArrayList<>(Collections.nCopies(0x2B, Optional.empty()));

    static {
        for (Property property : values()) {
            BY_NUMBER.set(property.number, Optional.of(property));
        }
    }

    private final int number;
    private final Kind kind;
    private final boolean inWill;
    /** A bit for each kind of packet. */
    private final int packets;

    Property(int number, Kind kind, boolean inWill, PacketType... packets) {
        this.number = number;
        this.kind = kind;
        this.inWill = inWill;
        int bits = 0;
        for (PacketType type : packets) {
            bits |= 1 << type.number();
        }
        this.packets = bits;
    }

    /** The identifier on the wire. */
    public int number() {
        return number;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it may stand among the properties of a will. */
    public boolean inWill() {
        return inWill;
    }

    /** Whether it may stand in packets of this kind; the properties of a will are not those of CONNECT. */
    public boolean in(PacketType type) {
        return (packets & 1 << type.number()) != 0;
    }

    /** The property with this identifier, empty if there is none. */
    public static Optional<Property> of(int number) {
        return number < 0 || number >= BY_NUMBER.size() ? Optional.empty() : BY_NUMBER.get(number);
    }
}
