package org.kafkamqtt.mqtt.protocol.codec;

import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

/** Reads CONNACK (section 3.2). */
final class ConnackReader {
    /** The highest return code before MQTT 5: not authorized. */
    private static final int HIGHEST_RETURN_CODE = 5;

    private static final int UNACCEPTABLE_LEVEL = 1;

    private ConnackReader() {}

    static Connack read(Input in, ProtocolVersion version) {
        return switch (version) {
            case V31 -> {
                in.oneByte(); // not used
                yield old(in, false);
            }
            case V311 -> old(in, sessionPresent(in));
            case V5 -> today(in);
        };
    }

    private static boolean sessionPresent(Input in) {
        int flags = in.oneByte();
        if (flags > 1) {
            throw ProtocolError.malformed("reserved flags of CONNACK are set");
        }
        return flags == 1;
    }

    private static Connack old(Input in, boolean sessionPresent) {
        int code = in.oneByte();
        in.end();
        if (code > HIGHEST_RETURN_CODE) {
            throw ProtocolError.forbidden("return code " + code + " in CONNACK");
        }
        return checked(new Connack(sessionPresent, code, Properties.NONE));
    }

    private static Connack today(Input in) {
        boolean sessionPresent = sessionPresent(in);
        int code = in.oneByte();
        if (code == UNACCEPTABLE_LEVEL && in.left() == 0) {
            throw new ProtocolError(
                    ReasonCode.UNSUPPORTED_PROTOCOL_VERSION, "the server speaks an older version of MQTT only");
        }
        Properties properties = PropertyReader.read(in, PacketType.CONNACK, Sender.SERVER);
        in.end();
        Reasons.of(code, PacketType.CONNACK, Sender.SERVER);
        return checked(new Connack(sessionPresent, code, properties));
    }

    private static Connack checked(Connack connack) {
        if (connack.sessionPresent() && connack.code() != 0) {
            throw ProtocolError.forbidden("a session is present although the connection is refused");
        }
        return connack;
    }
}
