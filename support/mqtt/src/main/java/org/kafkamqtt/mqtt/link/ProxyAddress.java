package org.kafkamqtt.mqtt.link;

import java.util.Optional;

/**
 * A proxy on the way to the broker.
 *
 * @param kind its protocol
 * @param host of the proxy
 * @param port of the proxy
 * @param user for the proxy, if any
 * @param password for the proxy, if any; never shown
 */
public record ProxyAddress(Kind kind, String host, int port, Optional<String> user, Optional<String> password) {

    /** SOCKS 5 (RFC 1928) with names resolved here or at the proxy, or HTTP CONNECT (RFC 9110 section 9.3.6). */
    public enum Kind {
        SOCKS5,
        SOCKS5H,
        HTTP
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
