package org.kafkamqtt.mqtt.protocol.codec;

import static org.kafkamqtt.mqtt.protocol.ReasonCode.*;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;

/** The reason codes that each kind of packet may carry (MQTT 5.0 section 2.4). */
final class Reasons {
    private static final Map<PacketType, Set<ReasonCode>> OF_BOTH = new EnumMap<>(PacketType.class);
    private static final Set<ReasonCode> DISCONNECT_OF_CLIENT = EnumSet.of(
            SUCCESS,
            DISCONNECT_WITH_WILL,
            UNSPECIFIED_ERROR,
            MALFORMED_PACKET,
            PROTOCOL_ERROR,
            IMPLEMENTATION_SPECIFIC_ERROR,
            TOPIC_NAME_INVALID,
            RECEIVE_MAXIMUM_EXCEEDED,
            TOPIC_ALIAS_INVALID,
            PACKET_TOO_LARGE,
            MESSAGE_RATE_TOO_HIGH,
            QUOTA_EXCEEDED,
            ADMINISTRATIVE_ACTION,
            PAYLOAD_FORMAT_INVALID);
    private static final Set<ReasonCode> DISCONNECT_OF_SERVER = EnumSet.of(
            SUCCESS,
            UNSPECIFIED_ERROR,
            MALFORMED_PACKET,
            PROTOCOL_ERROR,
            IMPLEMENTATION_SPECIFIC_ERROR,
            NOT_AUTHORIZED,
            SERVER_BUSY,
            SERVER_SHUTTING_DOWN,
            BAD_AUTHENTICATION_METHOD,
            KEEP_ALIVE_TIMEOUT,
            SESSION_TAKEN_OVER,
            TOPIC_FILTER_INVALID,
            TOPIC_NAME_INVALID,
            RECEIVE_MAXIMUM_EXCEEDED,
            TOPIC_ALIAS_INVALID,
            PACKET_TOO_LARGE,
            MESSAGE_RATE_TOO_HIGH,
            QUOTA_EXCEEDED,
            ADMINISTRATIVE_ACTION,
            PAYLOAD_FORMAT_INVALID,
            RETAIN_NOT_SUPPORTED,
            QOS_NOT_SUPPORTED,
            USE_ANOTHER_SERVER,
            SERVER_MOVED,
            SHARED_SUBSCRIPTIONS_NOT_SUPPORTED,
            CONNECTION_RATE_EXCEEDED,
            MAXIMUM_CONNECT_TIME,
            SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED,
            WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED);
    private static final Set<ReasonCode> AUTH_OF_CLIENT = EnumSet.of(CONTINUE_AUTHENTICATION, REAUTHENTICATE);
    private static final Set<ReasonCode> AUTH_OF_SERVER = EnumSet.of(SUCCESS, CONTINUE_AUTHENTICATION);

    static {
        OF_BOTH.put(
                PacketType.CONNACK,
                EnumSet.of(
                        SUCCESS,
                        UNSPECIFIED_ERROR,
                        MALFORMED_PACKET,
                        PROTOCOL_ERROR,
                        IMPLEMENTATION_SPECIFIC_ERROR,
                        UNSUPPORTED_PROTOCOL_VERSION,
                        CLIENT_IDENTIFIER_NOT_VALID,
                        BAD_USER_NAME_OR_PASSWORD,
                        NOT_AUTHORIZED,
                        SERVER_UNAVAILABLE,
                        SERVER_BUSY,
                        BANNED,
                        BAD_AUTHENTICATION_METHOD,
                        TOPIC_NAME_INVALID,
                        PACKET_TOO_LARGE,
                        QUOTA_EXCEEDED,
                        PAYLOAD_FORMAT_INVALID,
                        RETAIN_NOT_SUPPORTED,
                        QOS_NOT_SUPPORTED,
                        USE_ANOTHER_SERVER,
                        SERVER_MOVED,
                        CONNECTION_RATE_EXCEEDED));
        Set<ReasonCode> ofPublish = EnumSet.of(
                SUCCESS,
                NO_MATCHING_SUBSCRIBERS,
                UNSPECIFIED_ERROR,
                IMPLEMENTATION_SPECIFIC_ERROR,
                NOT_AUTHORIZED,
                TOPIC_NAME_INVALID,
                PACKET_IDENTIFIER_IN_USE,
                QUOTA_EXCEEDED,
                PAYLOAD_FORMAT_INVALID);
        OF_BOTH.put(PacketType.PUBACK, ofPublish);
        OF_BOTH.put(PacketType.PUBREC, ofPublish);
        OF_BOTH.put(PacketType.PUBREL, EnumSet.of(SUCCESS, PACKET_IDENTIFIER_NOT_FOUND));
        OF_BOTH.put(PacketType.PUBCOMP, EnumSet.of(SUCCESS, PACKET_IDENTIFIER_NOT_FOUND));
        OF_BOTH.put(
                PacketType.SUBACK,
                EnumSet.of(
                        SUCCESS,
                        GRANTED_QOS_1,
                        GRANTED_QOS_2,
                        UNSPECIFIED_ERROR,
                        IMPLEMENTATION_SPECIFIC_ERROR,
                        NOT_AUTHORIZED,
                        TOPIC_FILTER_INVALID,
                        PACKET_IDENTIFIER_IN_USE,
                        QUOTA_EXCEEDED,
                        SHARED_SUBSCRIPTIONS_NOT_SUPPORTED,
                        SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED,
                        WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED));
        OF_BOTH.put(
                PacketType.UNSUBACK,
                EnumSet.of(
                        SUCCESS,
                        NO_SUBSCRIPTION_EXISTED,
                        UNSPECIFIED_ERROR,
                        IMPLEMENTATION_SPECIFIC_ERROR,
                        NOT_AUTHORIZED,
                        TOPIC_FILTER_INVALID,
                        PACKET_IDENTIFIER_IN_USE));
    }

    private Reasons() {}

    /** The reason with this number, if such a packet of that side may carry it. */
    static ReasonCode of(int code, PacketType type, Sender sender) {
        Optional<ReasonCode> reason = ReasonCode.of(code);
        if (reason.isEmpty() || !allowed(type, sender).contains(reason.get())) {
            throw ProtocolError.forbidden("reason code " + code + " in " + type);
        }
        return reason.get();
    }

    /** Those that such a packet of that side may carry. */
    static Set<ReasonCode> allowed(PacketType type, Sender sender) {
        return switch (type) {
            case DISCONNECT -> sender == Sender.CLIENT ? DISCONNECT_OF_CLIENT : DISCONNECT_OF_SERVER;
            case AUTH -> sender == Sender.CLIENT ? AUTH_OF_CLIENT : AUTH_OF_SERVER;
            default -> OF_BOTH.getOrDefault(type, Set.of());
        };
    }
}
