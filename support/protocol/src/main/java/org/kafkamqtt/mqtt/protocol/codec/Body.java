package org.kafkamqtt.mqtt.protocol.codec;

import java.util.List;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Auth;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.mqtt.protocol.packet.Suback;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Unsuback;
import org.kafkamqtt.mqtt.protocol.packet.Unsubscribe;

/** What follows the fixed header of a packet. */
final class Body {
    private Body() {}

    /** Puts it out as this version has it; CONNECT is as its own version has it. */
    static void write(Packet packet, ProtocolVersion version, Output out) {
        boolean five = version.hasProperties();
        switch (packet.type()) {
            case CONNECT -> ConnectBody.write((Connect) packet, out);
            case CONNACK -> connack((Connack) packet, version, out);
            case PUBLISH -> publish((Publish) packet, five, out);
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> acknowledgement((Acknowledgement) packet, five, out);
            case SUBSCRIBE -> subscribe((Subscribe) packet, five, out);
            case SUBACK -> suback((Suback) packet, five, out);
            case UNSUBSCRIBE -> unsubscribe((Unsubscribe) packet, five, out);
            case UNSUBACK -> unsuback((Unsuback) packet, five, out);
            case PINGREQ, PINGRESP -> {}
            case DISCONNECT -> disconnect((Disconnect) packet, five, out);
            case AUTH -> auth((Auth) packet, version, out);
        }
    }

    private static void properties(Properties properties, boolean five, Output out) {
        if (five) {
            PropertyWriter.write(properties, out);
        }
    }

    private static void connack(Connack connack, ProtocolVersion version, Output out) {
        out.oneByte(connack.sessionPresent() && version != ProtocolVersion.V31 ? 1 : 0);
        out.oneByte(connack.code());
        properties(connack.properties(), version.hasProperties(), out);
    }

    private static void publish(Publish publish, boolean five, Output out) {
        publishHead(publish, five, out);
        out.raw(publish.payload());
    }

    /** All of it but the payload. */
    static void publishHead(Publish publish, boolean five, Output out) {
        out.text(publish.topic());
        if (publish.qos() != Qos.AT_MOST_ONCE) {
            out.twoBytes(publish.packetId());
        }
        properties(publish.properties(), five, out);
    }

    private static void acknowledgement(Acknowledgement acknowledgement, boolean five, Output out) {
        out.twoBytes(acknowledgement.packetId());
        if (five) {
            reason(acknowledgement.reason(), acknowledgement.properties(), out);
        }
    }

    /** What ends a packet and is left out as far as it says nothing. */
    private static void reason(ReasonCode reason, Properties properties, Output out) {
        if (!properties.isEmpty()) {
            out.oneByte(reason.code());
            PropertyWriter.write(properties, out);
        } else if (reason != ReasonCode.SUCCESS) {
            out.oneByte(reason.code());
        }
    }

    private static void subscribe(Subscribe subscribe, boolean five, Output out) {
        out.twoBytes(subscribe.packetId());
        properties(subscribe.properties(), five, out);
        for (Subscribe.Request request : subscribe.requests()) {
            out.text(request.filter());
            out.oneByte(five ? options(request) : request.qos().level());
        }
    }

    private static int options(Subscribe.Request request) {
        return request.qos().level()
                | (request.noLocal() ? 0x04 : 0)
                | (request.retainAsPublished() ? 0x08 : 0)
                | request.retainHandling() << 4;
    }

    private static void suback(Suback suback, boolean five, Output out) {
        out.twoBytes(suback.packetId());
        properties(suback.properties(), five, out);
        for (ReasonCode reason : suback.reasons()) {
            out.oneByte(five || !reason.isFailure() ? reason.code() : ReasonCode.UNSPECIFIED_ERROR.code());
        }
    }

    private static void unsubscribe(Unsubscribe unsubscribe, boolean five, Output out) {
        out.twoBytes(unsubscribe.packetId());
        properties(unsubscribe.properties(), five, out);
        for (String filter : unsubscribe.filters()) {
            out.text(filter);
        }
    }

    private static void unsuback(Unsuback unsuback, boolean five, Output out) {
        out.twoBytes(unsuback.packetId());
        properties(unsuback.properties(), five, out);
        for (ReasonCode reason : five ? unsuback.reasons() : List.<ReasonCode>of()) {
            out.oneByte(reason.code());
        }
    }

    private static void disconnect(Disconnect disconnect, boolean five, Output out) {
        if (five) {
            reason(disconnect.reason(), disconnect.properties(), out);
        }
    }

    private static void auth(Auth auth, ProtocolVersion version, Output out) {
        if (!version.hasProperties()) {
            throw new IllegalArgumentException("MQTT " + version + " has no AUTH");
        }
        if (auth.reason() != ReasonCode.SUCCESS || !auth.properties().isEmpty()) {
            out.oneByte(auth.reason().code());
            PropertyWriter.write(auth.properties(), out);
        }
    }
}
