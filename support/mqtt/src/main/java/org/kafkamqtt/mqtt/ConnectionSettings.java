package org.kafkamqtt.mqtt;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.kafkamqtt.mqtt.link.LinkSettings;

/**
 * Everything a connection needs to know, complete and checked.
 *
 * @param link how bytes get to the broker
 * @param protocolLevel 4 for MQTT 3.1.1, 3 for MQTT 3.1
 * @param clientId client identifier, never empty
 * @param generatedId whether we made the client identifier up, so that a kept session is of no use afterwards
 * @param cleanSession whether broker and client forget each other with every connection
 * @param keepAlive seconds, 0 for none
 * @param credentials if any
 * @param will if any
 * @param connectTimeout for one attempt, the broker's consent included
 * @param answerTimeout for the answer to a subscription
 * @param reconnection what to do about lost connections
 * @param window publications of QoS 1 and 2 that may wait for their acknowledgement, 1 to 65,000
 * @param sessionLog where the messages in flight of a kept session survive the process, if anywhere
 * @param trace takes a line for each packet, in mosquitto's words
 */
public record ConnectionSettings(
        LinkSettings link,
        int protocolLevel,
        String clientId,
        boolean generatedId,
        boolean cleanSession,
        int keepAlive,
        Optional<Credentials> credentials,
        Optional<Will> will,
        Duration connectTimeout,
        Duration answerTimeout,
        Reconnection reconnection,
        int window,
        Optional<SessionLog> sessionLog,
        Optional<Consumer<String>> trace) {

    /** The same with the session kept or not. */
    public ConnectionSettings withCleanSession(boolean clean) {
        return new ConnectionSettings(
                link,
                protocolLevel,
                clientId,
                generatedId,
                clean,
                keepAlive,
                credentials,
                will,
                connectTimeout,
                answerTimeout,
                reconnection,
                window,
                sessionLog,
                trace);
    }

    /** The same with another window. */
    public ConnectionSettings withWindow(int size) {
        return new ConnectionSettings(
                link,
                protocolLevel,
                clientId,
                generatedId,
                cleanSession,
                keepAlive,
                credentials,
                will,
                connectTimeout,
                answerTimeout,
                reconnection,
                size,
                sessionLog,
                trace);
    }

    /** The same with a kept session whose messages in flight are in this log, under the log's client identifier. */
    public ConnectionSettings withSessionLog(SessionLog log) {
        return new ConnectionSettings(
                link,
                protocolLevel,
                log.clientId(),
                generatedId,
                false,
                keepAlive,
                credentials,
                will,
                connectTimeout,
                answerTimeout,
                reconnection,
                window,
                Optional.of(log),
                trace);
    }

    /** The same with messages in flight kept in this file, and no source to remember. */
    public ConnectionSettings withSessionFile(Path file) {
        return withSessionLog(new SessionLog(file, clientId, ""));
    }

    /** Where messages in flight are kept, if anywhere. */
    public Optional<Path> sessionFile() {
        return sessionLog.map(SessionLog::file);
    }

    /** The packet identifiers of messages of QoS 2 that an earlier process of the session took in and did not settle. */
    public Set<Integer> unsettled() {
        return sessionLog.map(SessionLog::received).orElse(Set.of());
    }

    /** The same under another client identifier. */
    public ConnectionSettings withClientId(String id) {
        return new ConnectionSettings(
                link,
                protocolLevel,
                id,
                false,
                cleanSession,
                keepAlive,
                credentials,
                will,
                connectTimeout,
                answerTimeout,
                reconnection,
                window,
                sessionLog,
                trace);
    }
}
