package org.kafkamqtt.mqtt.link;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How bytes get to the broker.
 *
 * @param address the broker
 * @param tls used where the address says so
 * @param proxy on the way, if any
 * @param bindAddress local address to connect from, if it matters
 * @param headers of the WebSocket's first request
 * @param timeout for each step of connecting
 */
public record LinkSettings(
        BrokerAddress address,
        TlsSettings tls,
        Optional<ProxyAddress> proxy,
        Optional<String> bindAddress,
        List<Map.Entry<String, String>> headers,
        Duration timeout) {

    /** An unencrypted TCP link with defaults. */
    public static LinkSettings tcp(String host, int port) {
        return new LinkSettings(
                new BrokerAddress(BrokerAddress.Transport.TCP, host, port, ""),
                TlsSettings.defaults(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Duration.ofSeconds(10));
    }
}
