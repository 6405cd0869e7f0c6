package org.kafkamqtt.mqtt.client;

import java.util.Optional;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.five.FiveConnection;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.paho.PahoConnection;

/** Makes connections. */
public final class Connections {
    private Connections() {}

    /** A connection that is not open yet; the listener gets all its events. */
    public static Connection of(ConnectionSettings settings, ConnectionListener listener) {
        return of(settings, Optional.empty(), listener);
    }

    /** The same with the in-flight messages of its session in this log, which it closes at its end. */
    public static Connection of(ConnectionSettings settings, Optional<SessionLog> log, ConnectionListener listener) {
        log.ifPresent(file -> file.check(settings.speaksFive()));
        return settings.speaksFive()
                ? new FiveConnection(settings, log, listener)
                : new PahoConnection(settings, log, listener);
    }
}
