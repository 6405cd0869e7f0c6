package org.kafkamqtt.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;

/** The bootstrap brokers as users write them, each completed to {@code HOST:PORT}. */
public final class BootstrapServers {
    private static final int DEFAULT_PORT = 9092;
    private static final Pattern SCHEME = Pattern.compile("(?i)([a-z][a-z0-9+._-]*)://(.*)");
    /** Kafka itself accepts listeners in the form of its own settings. */
    private static final List<String> PROTOCOLS = List.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL");

    private static final Pattern SERVER = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::(.*))?");

    private BootstrapServers() {}

    /**
     * The list with a port for each.
     *
     * @param source of the list, such as {@code -b}
     * @throws Failure status 2 naming the one that is not an address
     */
    public static String complete(String typed, String source) {
        List<String> servers = new ArrayList<>();
        for (String server : typed.split(",", -1)) {
            if (!server.isBlank()) {
                servers.add(server(server.strip(), source));
            }
        }
        return String.join(",", servers);
    }

    private static String server(String typed, String source) {
        Matcher scheme = SCHEME.matcher(typed);
        String server = typed;
        if (scheme.matches()) {
            if (!PROTOCOLS.contains(scheme.group(1).toUpperCase(Locale.ROOT))) {
                throw wrong(source, typed, "a broker is HOST:PORT: leave out '" + scheme.group(1) + "://'");
            }
            server = scheme.group(2);
        }
        if (server.matches("[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*(?:%\\w+)?")) {
            throw wrong(source, typed, "an IPv6 address needs brackets: [" + server + "]:" + DEFAULT_PORT);
        }
        Matcher parts = SERVER.matcher(server);
        if (!parts.matches()) {
            throw wrong(source, typed, "a broker is HOST:PORT");
        }
        String host = parts.group(1);
        if (host.isEmpty() || host.equals("[]")) {
            throw wrong(source, typed, "the host name is missing");
        }
        if (host.chars().anyMatch(c -> Character.isWhitespace(c) || c == '/' || c == '@' || c == ';')) {
            throw wrong(source, typed, "a broker is HOST:PORT, and several are separated by commas");
        }
        return host + ":" + (parts.group(2) == null ? DEFAULT_PORT : port(parts.group(2), typed, source));
    }

    private static int port(String digits, String typed, String source) {
        int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > 65_535) {
            throw wrong(source, typed, "the port must be a number from 1 to 65535");
        }
        return port;
    }

    private static Failure wrong(String source, String typed, String words) {
        return Failure.usage(source + " '" + typed + "': " + words);
    }
}
