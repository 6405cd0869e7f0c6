package org.kafkamqtt.mqtt.link;

/**
 * Where a broker listens, and over which transport.
 *
 * @param transport how bytes travel
 * @param host name or numeric address, an IPv6 address without brackets; empty for a Unix socket
 * @param port 1 to 65,535; 0 for a Unix socket
 * @param path of the WebSocket, beginning with a slash, or of the Unix socket's file; empty otherwise
 */
public record BrokerAddress(Transport transport, String host, int port, String path) {

    /** How bytes travel. */
    public enum Transport {
        TCP(1883, false, false),
        TLS(8883, true, false),
        WS(80, false, true),
        WSS(443, true, true),
        UNIX(0, false, false);

        private final int defaultPort;
        private final boolean encrypted;
        private final boolean webSocket;

        Transport(int defaultPort, boolean encrypted, boolean webSocket) {
            this.defaultPort = defaultPort;
            this.encrypted = encrypted;
            this.webSocket = webSocket;
        }

        /** The port if none is given. */
        public int defaultPort() {
            return defaultPort;
        }

        public boolean encrypted() {
            return encrypted;
        }

        public boolean webSocket() {
            return webSocket;
        }
    }

    /** The address as a user would recognise it: {@code localhost:1883}, {@code [::1]:8883}, {@code ws://host:80/mqtt}. */
    @Override
    public String toString() {
        if (transport == Transport.UNIX) {
            return "unix:" + path;
        }
        String hostAndPort = hostInUrl() + ":" + port;
        return switch (transport) {
            case WS -> "ws://" + hostAndPort + path;
            case WSS -> "wss://" + hostAndPort + path;
            case TCP, TLS, UNIX -> hostAndPort;
        };
    }

    String hostInUrl() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }
}
