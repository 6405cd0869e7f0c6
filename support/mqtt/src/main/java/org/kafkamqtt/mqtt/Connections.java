package org.kafkamqtt.mqtt;

/** Makes connections. */
public final class Connections {
    private Connections() {}

    /** A connection that is not open yet; the listener hears everything that happens on it. */
    public static Connection of(ConnectionSettings settings, ConnectionListener listener) {
        return new PahoConnection(settings, listener);
    }
}
