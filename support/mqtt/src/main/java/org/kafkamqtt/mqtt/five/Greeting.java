package org.kafkamqtt.mqtt.five;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Credentials;
import org.kafkamqtt.mqtt.FiveSettings;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Will;

/**
 * The first and the last packet of a connection, and with them how long the session lives.
 *
 * <p>A session that the user did not ask for, but that QoS 2 needs to come back to after a loss, begins anew with the first connection
 * and ends with the last one. The broker keeps it for a day if this process dies.
 */
record Greeting(ConnectionSettings settings) {
    private static final long DAY_SECONDS = 86_400;

    /** Whether broker and client have something to come back to after a loss. */
    boolean resumes() {
        return expiry() > 0;
    }

    /** Whether the broker is to choose the client identifier, as for mosquitto's clients: nobody gave one, and nothing is found by it. */
    boolean isAnonymous() {
        return settings.session().generated() && !resumes();
    }

    /** Seconds that the session outlives a connection. */
    long expiry() {
        long asked = settings.five().sessionExpiry();
        if (settings.session().file().isPresent()) {
            return asked > 0 ? asked : FiveSettings.FOREVER;
        }
        return asked > 0 || settings.cleanSession() ? asked : DAY_SECONDS;
    }

    /** Whether the session is one that the user did not ask for. */
    private boolean ownNeed() {
        return settings.five().sessionExpiry() == 0
                && !settings.cleanSession()
                && settings.session().file().isEmpty();
    }

    /**
     * CONNECT.
     *
     * @param clientId as the broker may have assigned it
     * @param first whether there was no connection before
     */
    Connect connect(String clientId, boolean first) {
        boolean clean = settings.cleanSession() || ownNeed();
        FiveSettings five = settings.five();
        Properties.Builder properties = Properties.builder().all(five.connect());
        if (expiry() > 0) {
            properties.number(Property.SESSION_EXPIRY, expiry());
        }
        number(properties, Property.MAXIMUM_PACKET_SIZE, five.maximumPacketSize());
        number(properties, Property.TOPIC_ALIAS_MAXIMUM, five.topicAliasMaximum());
        if (five.receiveMaximum() != FiveSettings.PLAIN.receiveMaximum()) {
            properties.number(Property.RECEIVE_MAXIMUM, five.receiveMaximum());
        }
        return new Connect(
                ProtocolVersion.V5,
                false,
                first ? clean : expiry() == 0,
                settings.keepAlive(),
                properties.build(),
                clientId,
                will(),
                settings.credentials().map(Credentials::user).orElse(null),
                password());
    }

    private static void number(Properties.Builder properties, Property property, long value) {
        if (value > 0) {
            properties.number(property, value);
        }
    }

    private @Nullable Will will() {
        return settings.will()
                .map(w -> new Will(w.topic().text(), Payload.of(w.payload()), w.qos(), w.retain(), w.properties()))
                .orElse(null);
    }

    private byte @Nullable [] password() {
        return settings.credentials()
                .flatMap(Credentials::password)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElse(null);
    }

    /** DISCONNECT at the end of a run, which ends a session that nobody asked for. */
    Disconnect goodbye() {
        Properties typed = settings.five().disconnect();
        Properties said = ownNeed() && !typed.has(Property.SESSION_EXPIRY)
                ? Properties.builder()
                        .all(typed)
                        .number(Property.SESSION_EXPIRY, 0)
                        .build()
                : typed;
        return new Disconnect(ReasonCode.SUCCESS, said);
    }
}
