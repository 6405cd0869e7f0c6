package org.kafkamqtt.mqtt.broker.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Nearest;
import org.kafkamqtt.mqtt.broker.listen.ListenAddress;

/** The value of {@code --listener}: {@code mqtt://HOST:PORT}. */
final class ListenerUrl {
    static final int STANDARD_PORT = 1883;

    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
    private static final Pattern PLACE =
            Pattern.compile("(\\[([0-9A-Fa-f:.]+(?:%[^\\]]+)?)]|[^\\[\\]:/@?# ]*)(?::(\\d*))?/?");
    private static final Set<String> LATER = Set.of("mqtts", "ws", "wss", "unix");
    private static final int HIGHEST_PORT = 65_535;

    private ListenerUrl() {}

    /**
     * The addresses, none twice.
     *
     * @throws Failure status 2 if one of them makes no sense, or is of a kind that is not built yet
     */
    static List<ListenAddress> addresses(List<String> urls) {
        Set<ListenAddress> seen = new HashSet<>();
        return urls.stream()
                .map(url -> {
                    ListenAddress address = address(url);
                    if (!seen.add(address) && address.port() != 0) {
                        throw Failure.usage("--listener " + address.url() + " is given twice");
                    }
                    return address;
                })
                .toList();
    }

    static ListenAddress address(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw wrong(url, "is not mqtt://HOST:PORT, such as mqtt://localhost:1883");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (LATER.contains(scheme)) {
            throw wrong(url, "is not built yet: this version listens on mqtt:// only");
        }
        if (!scheme.equals("mqtt")) {
            throw wrong(
                    url,
                    "is not mqtt://HOST:PORT"
                            + Nearest.tail(scheme, List.of("mqtt")).orElse(", such as mqtt://localhost:1883"));
        }
        Matcher place = PLACE.matcher(parts.group(2));
        if (!place.matches()) {
            throw wrong(url, "is not mqtt://HOST:PORT: an IPv6 address needs brackets, as in mqtt://[::1]:1883");
        }
        String host = place.group(2) == null ? place.group(1) : place.group(2);
        if (host.isEmpty()) {
            throw wrong(url, "has no host: mqtt://localhost is for this machine alone, mqtt://* for everybody");
        }
        return new ListenAddress(host.equals("*") ? "" : host, port(url, place.group(3)));
    }

    private static int port(String url, String typed) {
        if (typed == null) {
            return STANDARD_PORT;
        }
        if (typed.isEmpty() || typed.length() > 5 || Integer.parseInt(typed) > HIGHEST_PORT) {
            throw wrong(url, "has no port between 0 and 65535");
        }
        return Integer.parseInt(typed);
    }

    private static Failure wrong(String url, String why) {
        return Failure.usage("--listener '" + url + "' " + why);
    }

    /** Whether only programs of this machine can reach it; false for a name that is not known. */
    static boolean loopback(ListenAddress address) {
        if (address.host().isEmpty()) {
            return false;
        }
        try {
            for (InetAddress each : InetAddress.getAllByName(address.host())) {
                if (!each.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
