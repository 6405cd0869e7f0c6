package org.kafkamqtt.mqtt.broker.session;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Will;

/**
 * The answer to a CONNECT that is accepted.
 *
 * @param clientId its own identifier, or the one that it is given
 * @param connack says so
 */
record Greeting(Terms terms, String clientId, Connack connack) {
    private static final int ALL_IDENTIFIERS = 65_535;

    /**
     * Accepts a CONNECT.
     *
     * @param fresh gives an identifier that no client has
     * @throws ProtocolError if it is refused, with the version of the CONNACK that says so
     */
    static Greeting of(Connect connect, SessionSettings settings, Supplier<String> fresh) {
        Terms terms = Terms.of(connect);
        checkIdentifier(connect);
        if (connect.properties().has(Property.AUTHENTICATION_METHOD)) {
            throw refusal(connect, ReasonCode.BAD_AUTHENTICATION_METHOD, "there is no enhanced authentication");
        }
        Will will = connect.will();
        if (will != null) {
            checkWill(connect, will);
        }
        boolean nameless = connect.clientId().isEmpty();
        String clientId = nameless ? fresh.get() : connect.clientId();
        Properties properties = terms.version().hasProperties()
                ? announced(settings, nameless ? clientId : null, terms.keptSession())
                : Properties.NONE;
        Connack connack = new Connack(false, ReasonCode.SUCCESS.code(), properties);
        if (PacketWriter.size(connack, terms.version()) > terms.maxPacketSize()) {
            throw new ProtocolError(ReasonCode.PACKET_TOO_LARGE, "CONNACK is larger than the client takes").quietly();
        }
        return new Greeting(terms, clientId, connack);
    }

    /** Without an identifier there is no session to keep, which 3.1.1 says; 3.1 knows no client without one. */
    private static void checkIdentifier(Connect connect) {
        boolean needed = connect.version() == ProtocolVersion.V31
                || connect.version() == ProtocolVersion.V311 && !connect.clean();
        if (needed && connect.clientId().isEmpty()) {
            throw refusal(connect, ReasonCode.CLIENT_IDENTIFIER_NOT_VALID, "the client identifier is empty");
        }
    }

    private static void checkWill(Connect connect, Will will) {
        if (ReservedTopics.isControl(will.topic())) {
            ProtocolError error = ProtocolError.malformed("a will for " + will.topic());
            throw connect.version().hasProperties() ? error.inConnack(connect.version()) : error.quietly();
        }
        if (ReservedTopics.isReserved(will.topic())) {
            throw refusal(connect, ReasonCode.NOT_AUTHORIZED, "a will for " + will.topic());
        }
        if (!PayloadFormat.holds(will.properties(), will.payload())) {
            throw refusal(
                    connect, ReasonCode.PAYLOAD_FORMAT_INVALID, "the will's payload is not the text it claims to be");
        }
    }

    private static ProtocolError refusal(Connect connect, ReasonCode reason, String why) {
        return new ProtocolError(reason, why).inConnack(connect.version());
    }

    private static Properties announced(SessionSettings settings, @Nullable String assigned, boolean keptSession) {
        Properties.Builder properties = Properties.builder();
        if (settings.topicAliasMaximum() > 0) {
            properties.number(Property.TOPIC_ALIAS_MAXIMUM, settings.topicAliasMaximum());
        }
        properties.number(Property.MAXIMUM_PACKET_SIZE, settings.maxPacketSize());
        if (settings.receiveMaximum() < ALL_IDENTIFIERS) {
            properties.number(Property.RECEIVE_MAXIMUM, settings.receiveMaximum());
        }
        if (assigned != null) {
            properties.text(Property.ASSIGNED_CLIENT_IDENTIFIER, assigned);
        }
        if (keptSession) {
            properties.number(Property.SESSION_EXPIRY, 0);
        }
        return properties.build();
    }

    /** The CONNACK that refuses. */
    static Connack refusing(ReasonCode reason, ProtocolVersion version) {
        return new Connack(false, version.hasProperties() ? reason.code() : returnCode(reason), Properties.NONE);
    }

    /** As 3.1 and 3.1.1 number it. */
    private static int returnCode(ReasonCode reason) {
        return switch (reason) {
            case UNSUPPORTED_PROTOCOL_VERSION -> 1;
            case CLIENT_IDENTIFIER_NOT_VALID -> 2;
            case BAD_USER_NAME_OR_PASSWORD -> 4;
            case NOT_AUTHORIZED, BANNED -> 5;
            default -> 3;
        };
    }
}
