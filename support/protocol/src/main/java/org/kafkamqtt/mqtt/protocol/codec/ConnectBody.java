package org.kafkamqtt.mqtt.protocol.codec;

import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Will;

/** What follows the fixed header of CONNECT (section 3.1). */
final class ConnectBody {
    private ConnectBody() {}

    static void write(Connect connect, Output out) {
        ProtocolVersion version = connect.version();
        out.text(version.protocolName());
        out.oneByte(version.level() | (connect.bridge() && !version.hasProperties() ? 0x80 : 0));
        out.oneByte(flags(connect));
        out.twoBytes(connect.keepAlive());
        if (version.hasProperties()) {
            PropertyWriter.write(connect.properties(), out);
        }
        out.text(connect.clientId());
        Will will = connect.will();
        if (will != null) {
            will(will, version, out);
        }
        String userName = connect.userName();
        if (userName != null) {
            out.text(userName);
        }
        byte[] password = connect.password();
        if (password != null) {
            out.binary(password, 0, password.length);
        }
    }

    private static int flags(Connect connect) {
        Will will = connect.will();
        int flags = connect.clean() ? 0x02 : 0;
        if (will != null) {
            flags |= 0x04 | will.qos().level() << 3 | (will.retain() ? 0x20 : 0);
        }
        return flags | (connect.password() != null ? 0x40 : 0) | (connect.userName() != null ? 0x80 : 0);
    }

    private static void will(Will will, ProtocolVersion version, Output out) {
        if (version.hasProperties()) {
            PropertyWriter.write(will.properties(), out);
        }
        out.text(will.topic());
        Payload payload = will.payload();
        out.binary(payload.array(), payload.offset(), payload.length());
    }
}
