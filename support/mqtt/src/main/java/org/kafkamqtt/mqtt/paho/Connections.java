package org.kafkamqtt.mqtt.paho;

import java.util.Optional;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;

/** Makes connections. */
public final class Connections {
    private Connections() {}

    /** A connection that is not open yet; the listener hears everything that happens on it. */
    public static Connection of(ConnectionSettings settings, ConnectionListener listener) {
        return of(settings, Optional.empty(), listener);
    }

    /** The same with the messages in flight of its session in this log, which it closes at its end. */
    public static Connection of(ConnectionSettings settings, Optional<SessionLog> log, ConnectionListener listener) {
        return new PahoConnection(settings, log, listener);
    }
}
