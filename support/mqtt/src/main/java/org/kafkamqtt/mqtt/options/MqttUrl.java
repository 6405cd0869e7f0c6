package org.kafkamqtt.mqtt.options;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.link.BrokerAddress;
import org.kafkamqtt.mqtt.link.BrokerAddress.Transport;

/**
 * A broker, with an optional user and topic, as one word:
 * {@code mqtt(s)://[user[:password]@]host[:port][/topic]}, {@code ws(s)://[user[:password]@]host[:port][/path]} or
 * {@code unix:/path}.
 *
 * <p>{@code tcp://} and {@code ssl://} are read as {@code mqtt://} and {@code mqtts://}. Percent escapes are decoded in
 * user, password and topic.
 *
 * @param address the broker
 * @param user if given
 * @param password if given
 * @param topic of {@code mqtt} and {@code mqtts}, if given; it may hold wildcards
 */
public record MqttUrl(BrokerAddress address, Optional<String> user, Optional<String> password, Optional<String> topic) {

    /**
     * Reads one.
     *
     * @throws Failure status 2 with what is wrong; a password is never shown
     */
    public static MqttUrl parse(String url) {
        if (url.startsWith("unix:")) {
            String path = url.substring("unix:".length()).replaceFirst("^//(?=/)", "");
            return new MqttUrl(
                    new BrokerAddress(Transport.UNIX, "", 0, path),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        int colon = url.indexOf("://");
        if (colon < 0) {
            throw Failure.usage("the URL needs a scheme: mqtt://, mqtts://, ws://, wss:// or unix:");
        }
        Transport transport = transport(url.substring(0, colon));
        String rest = url.substring(colon + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        int at = authority.lastIndexOf('@');
        Optional<String> user = Optional.empty();
        Optional<String> password = Optional.empty();
        if (at >= 0) {
            String login = authority.substring(0, at);
            int mark = login.indexOf(':');
            user = Optional.of(decoded(mark < 0 ? login : login.substring(0, mark)));
            password = mark < 0 ? Optional.empty() : Optional.of(decoded(login.substring(mark + 1)));
        }
        BrokerAddress address = address(transport, authority.substring(at + 1), path);
        Optional<String> topic =
                transport.webSocket() || path.length() < 2 ? Optional.empty() : Optional.of(decoded(path.substring(1)));
        return new MqttUrl(address, user, password, topic);
    }

    private static Transport transport(String scheme) {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "mqtt", "tcp" -> Transport.TCP;
            case "mqtts", "ssl", "tls" -> Transport.TLS;
            case "ws" -> Transport.WS;
            case "wss" -> Transport.WSS;
            default ->
                throw Failure.usage(
                        "unknown scheme '" + scheme + "://': use mqtt://, mqtts://, ws://, wss:// or unix:");
        };
    }

    private static BrokerAddress address(Transport transport, String hostAndPort, String path) {
        int bracket = hostAndPort.startsWith("[") ? hostAndPort.indexOf(']') : -1;
        if (hostAndPort.startsWith("[") && bracket < 0) {
            throw Failure.usage("the URL has an IPv6 address that begins with '[' and has no ']'");
        }
        int colon = hostAndPort.indexOf(':', bracket + 1);
        if (bracket < 0 && colon >= 0 && hostAndPort.indexOf(':', colon + 1) >= 0) {
            throw Failure.usage("an IPv6 address in a URL needs brackets, and '/' in a password is written %2F");
        }
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        if (bracket >= 0) {
            host = host.substring(1, bracket);
        }
        if (host.isEmpty()) {
            throw Failure.usage("the URL has no host");
        }
        int port = colon < 0 ? transport.defaultPort() : portOfUrl(hostAndPort.substring(colon + 1));
        String socketPath = transport.webSocket() ? (path.isEmpty() ? "/mqtt" : path) : "";
        return new BrokerAddress(transport, decoded(host), port, socketPath);
    }

    /** An invalid port may be a piece of a password, so it is not shown. */
    private static int portOfUrl(String text) {
        return number(text)
                .orElseThrow(
                        () -> Failure.usage(
                                "the port of the URL is not a number from 1 to 65535; in a password write '/' as %2F, '@' as %40"));
    }

    /** A port as typed; status 2 if it is not valid. */
    static int port(String text) {
        return number(text).orElseThrow(() -> Failure.usage("port '" + text + "' is not a number from 1 to 65535"));
    }

    private static OptionalInt number(String text) {
        try {
            int port = Integer.parseInt(text);
            return port >= 1 && port <= 65_535 ? OptionalInt.of(port) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(hex(text, i + 1) << 4 | hex(text, i + 2));
                i += 2;
            } else {
                int next = text.offsetByCodePoints(i, 1);
                bytes.writeBytes(text.substring(i, next).getBytes(StandardCharsets.UTF_8));
                i = next - 1;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hex(String text, int at) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw Failure.usage(
                    "'%' in a URL must be followed by two hexadecimal digits: write %25 for a percent sign");
        }
        return digit;
    }

    @Override
    public String toString() {
        return address + user.map(u -> " as " + u).orElse("");
    }
}
