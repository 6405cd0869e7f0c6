package org.kafkamqtt.console.metrics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;

/**
 * Where metrics are served.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65535; 0 for any that is free
 */
public record MetricsAddress(String host, int port) {
    private static final String LOCAL = "127.0.0.1";
    private static final int LAST_PORT = 65_535;
    private static final Pattern FORM = Pattern.compile("(?:(\\[[0-9A-Fa-f:.%\\w]+\\]|[^:\\[\\]/\\s]+):)?(\\d{1,5})");

    public MetricsAddress {
        if (port < 0 || port > LAST_PORT) {
            throw Failure.usage("--metrics " + port + " is not a port: use 0 to " + LAST_PORT);
        }
    }

    /**
     * Reads {@code 9404}, {@code 0.0.0.0:9404} or {@code [::1]:9404}; without a host it is this machine alone.
     *
     * @throws Failure status 2 for anything else
     */
    static MetricsAddress parse(String typed) {
        Matcher parts = FORM.matcher(typed);
        if (!parts.matches()) {
            throw Failure.usage("--metrics '" + typed + "' is not [HOST:]PORT, such as 9404 or 0.0.0.0:9404");
        }
        String host = parts.group(1);
        return new MetricsAddress(host == null ? LOCAL : unbracketed(host), Integer.parseInt(parts.group(2)));
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The address with another port. */
    MetricsAddress at(int otherPort) {
        return new MetricsAddress(host, otherPort);
    }

    /** As it is typed. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
