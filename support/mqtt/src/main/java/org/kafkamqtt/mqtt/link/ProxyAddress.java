package org.kafkamqtt.mqtt.link;

import java.util.Optional;

/**
 * Somebody who passes bytes on to the broker.
 *
 * @param kind how to ask for it
 * @param host of the proxy
 * @param port of the proxy
 * @param user for the proxy, if any
 * @param password for the proxy, if any; never shown
 */
public record ProxyAddress(Kind kind, String host, int port, Optional<String> user, Optional<String> password) {

    /** How to ask: SOCKS 5 (RFC 1928) with names resolved here or there, or HTTP CONNECT (RFC 9110 section 9.3.6). */
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
