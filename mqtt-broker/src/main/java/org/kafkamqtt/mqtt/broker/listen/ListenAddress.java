package org.kafkamqtt.mqtt.broker.listen;

/**
 * Where clients connect to.
 *
 * @param host name or address; empty for all addresses of the machine
 * @param port 0 for any free one, up to 65,535
 */
public record ListenAddress(String host, int port) {
    /** As clients write it. */
    public String url() {
        String shown = host.isEmpty() ? "*" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return "mqtt://" + shown + ":" + port;
    }
}
