package org.kafkamqtt.mqtt;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;

/**
 * Everything a connection needs, complete and checked.
 *
 * @param link how bytes get to the broker
 * @param protocolLevel 5 for MQTT 5, 4 for MQTT 3.1.1, 3 for MQTT 3.1
 * @param session the client's identity, and what is kept for it
 * @param keepAlive seconds, 0 for none
 * @param credentials if any
 * @param will if any
 * @param connectTimeout for one attempt, up to the broker's acceptance
 * @param answerTimeout for the answer to a subscription
 * @param reconnection what to do about lost connections
 * @param window publications of QoS 1 and 2 that may be unacknowledged, 1 to 65,000
 * @param five what MQTT 5 needs besides
 * @param trace takes a line for each packet, in mosquitto's words
 */
public record ConnectionSettings(
        LinkSettings link,
        int protocolLevel,
        Session session,
        int keepAlive,
        Optional<Credentials> credentials,
        Optional<Will> will,
        Duration connectTimeout,
        Duration answerTimeout,
        Reconnection reconnection,
        int window,
        FiveSettings five,
        Optional<Consumer<String>> trace) {

    /** Settings without what MQTT 5 needs besides. */
    public ConnectionSettings(
            LinkSettings link,
            int protocolLevel,
            Session session,
            int keepAlive,
            Optional<Credentials> credentials,
            Optional<Will> will,
            Duration connectTimeout,
            Duration answerTimeout,
            Reconnection reconnection,
            int window,
            Optional<Consumer<String>> trace) {
        this(
                link,
                protocolLevel,
                session,
                keepAlive,
                credentials,
                will,
                connectTimeout,
                answerTimeout,
                reconnection,
                window,
                FiveSettings.PLAIN,
                trace);
    }

    /** Whether the connection speaks MQTT 5. */
    public boolean speaksFive() {
        return protocolLevel == ProtocolVersion.V5.level();
    }

    /** The client identifier of the session. */
    public String clientId() {
        return session.clientId();
    }

    /** Whether broker and client forget each other with every connection. */
    public boolean cleanSession() {
        return session.clean();
    }

    /** The same with another session. */
    public ConnectionSettings withSession(Session other) {
        return new ConnectionSettings(
                link,
                protocolLevel,
                other,
                keepAlive,
                credentials,
                will,
                connectTimeout,
                answerTimeout,
                reconnection,
                window,
                five,
                trace);
    }

    /** The same with another window. */
    public ConnectionSettings withWindow(int size) {
        return new ConnectionSettings(
                link,
                protocolLevel,
                session,
                keepAlive,
                credentials,
                will,
                connectTimeout,
                answerTimeout,
                reconnection,
                size,
                five,
                trace);
    }

    /** The same with other settings for MQTT 5. */
    public ConnectionSettings withFive(FiveSettings other) {
        return new ConnectionSettings(
                link,
                protocolLevel,
                session,
                keepAlive,
                credentials,
                will,
                connectTimeout,
                answerTimeout,
                reconnection,
                window,
                other,
                trace);
    }
}
