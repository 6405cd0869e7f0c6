package org.kafkamqtt.mqtt.broker.session;

import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/**
 * What a client has asked for in its CONNECT; before 5 what goes without saying.
 *
 * @param bridge whether it is another broker, which wants the retain flag as published, and nothing back that it sent
 * @param receiveMaximum messages of QoS 1 and 2 that it takes unacknowledged, 1 to 65,535
 * @param topicAliasMaximum aliases that it understands, 0 for none
 * @param maxPacketSize bytes of the largest packet that it takes
 * @param problemInformation whether it wants reason strings
 * @param keptSession whether it wants its session kept after the connection
 * @param keepAliveMs milliseconds after which it is dead if nothing came, 0 for never
 */
record Terms(
        ProtocolVersion version,
        boolean bridge,
        int receiveMaximum,
        int topicAliasMaximum,
        long maxPacketSize,
        boolean problemInformation,
        boolean keptSession,
        long keepAliveMs) {
    private static final int ALL_IDENTIFIERS = 65_535;
    /** The largest packet that MQTT can say, its fixed header included. */
    static final long ANY_SIZE = 268_435_460;

    /** Before CONNECT. */
    static final Terms NONE = new Terms(ProtocolVersion.V311, false, ALL_IDENTIFIERS, 0, ANY_SIZE, true, false, 0);

    static Terms of(Connect connect) {
        Properties asked = connect.properties();
        boolean kept =
                connect.version().hasProperties() ? asked.number(Property.SESSION_EXPIRY, 0) > 0 : !connect.clean();
        return new Terms(
                connect.version(),
                connect.bridge(),
                (int) asked.number(Property.RECEIVE_MAXIMUM, ALL_IDENTIFIERS),
                (int) asked.number(Property.TOPIC_ALIAS_MAXIMUM, 0),
                Math.min(ANY_SIZE, asked.number(Property.MAXIMUM_PACKET_SIZE, ANY_SIZE)),
                asked.number(Property.REQUEST_PROBLEM_INFORMATION, 1) != 0,
                kept,
                connect.keepAlive() * 1_500L);
    }
}
