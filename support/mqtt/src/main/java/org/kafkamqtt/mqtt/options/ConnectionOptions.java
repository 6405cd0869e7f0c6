package org.kafkamqtt.mqtt.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.stream.Password;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Credentials;
import org.kafkamqtt.mqtt.FiveSettings;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.link.BrokerAddress;
import org.kafkamqtt.mqtt.link.BrokerAddress.Transport;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.link.ProxyAddress;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import picocli.CommandLine.Mixin;

/**
 * What a user types about the connection to a broker, in mosquitto's flags: a picocli mixin of the MQTT tools.
 *
 * <p>Not thread-safe; picocli fills it in on the main thread.
 */
public final class ConnectionOptions {
    /** How many messages of QoS 1 and 2 a broker may send over MQTT 5 before they are acknowledged, if nobody says: mosquitto's. */
    public static final int RECEIVE_MAXIMUM = 20;

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int DEFAULT_WINDOW = 20;

    private Optional<Path> silentFile = Optional.empty();

    @Mixin
    final BrokerOptions broker = new BrokerOptions();

    @Mixin
    final TlsOptions tls = new TlsOptions();

    @Mixin
    final WillOptions will = new WillOptions();

    @Mixin
    final FiveOptions five = new FiveOptions();

    @Mixin
    final ForeignOptions foreign = new ForeignOptions();

    /** Which of these options need each other, and which exclude each other. */
    public static OptionRules rules() {
        return BrokerOptions.RULES
                .and(TlsOptions.RULES)
                .and(WillOptions.RULES)
                .and(FiveOptions.RULES)
                .and(ForeignOptions.RULES);
    }

    /** The same help with the possible values of these options. */
    public static Guide values(Guide guide) {
        return guide.values("-V", "mqttv5", "mqttv311", "mqttv31")
                .values("-D", "connect", "publish", "will", "subscribe", "unsubscribe", "disconnect")
                .values("--tls-version", "tlsv1.3", "tlsv1.2")
                .values("-h", "localhost");
    }

    /**
     * The settings.
     *
     * @param idPrefix the start of a generated client identifier
     * @param outageLimit how long an outage may last, unless the user sets a limit; may be
     *     {@link Reconnection#FOREVER}
     * @throws Failure status 2 for invalid or contradictory options
     */
    public ConnectionSettings settings(Console console, String idPrefix, Duration outageLimit) {
        foreign.check();
        five.typed().ifPresent(this::needsFive);
        will.five().ifPresent(this::needsFive);
        Optional<MqttUrl> url = Optional.ofNullable(broker.url).map(MqttUrl::parse);
        Duration connectTimeout = Quantity.duration(broker.connectTimeout, "s");
        if (connectTimeout.isZero()) {
            throw Failure.usage("--connect-timeout must be longer than 0");
        }
        String generated = idPrefix
                + HexFormat.of()
                        .toHexDigits(ThreadLocalRandom.current().nextLong())
                        .substring(6);
        return new ConnectionSettings(
                link(url, connectTimeout),
                protocolLevel(),
                new Session(clientId(generated), unnamed(), !broker.keepSession),
                keepAlive(),
                credentials(url, console),
                will.will(properties(PropertyCommand.WILL)),
                connectTimeout,
                ackTimeout(),
                reconnection(outageLimit),
                DEFAULT_WINDOW,
                speaksFive() ? five.settings(broker.keepSession, broker.id != null) : FiveSettings.PLAIN,
                trace(console));
    }

    /** Whether MQTT 5 is spoken: asked for by {@code -V}, or by {@code -D} as in mosquitto. */
    public boolean speaksFive() {
        return protocolLevel() == ProtocolVersion.V5.level();
    }

    /**
     * Refuses an option that was typed, if MQTT 5, which alone has it, is not spoken.
     *
     * @throws Failure status 2
     */
    public void needsFive(String option) {
        if (!speaksFive()) {
            throw Failure.usage(option + " needs MQTT 5: give -V 5");
        }
    }

    /**
     * The properties that {@code -D} gives to a command, checked.
     *
     * @throws Failure status 2 for what MQTT 5 does not have
     */
    public Properties properties(PropertyCommand command) {
        return five.properties().of(command);
    }

    /**
     * Refuses {@code -D} for a command that this run does not send.
     *
     * @param why such as {@code nothing is unsubscribed from without -U}
     * @throws Failure status 2
     */
    public void refuseProperties(PropertyCommand command, String why) {
        if (!properties(command).isEmpty()) {
            throw Failure.usage("-D " + command + " changes nothing: " + why);
        }
    }

    private int protocolLevel() {
        if (broker.version == null) {
            return (five.properties.isEmpty() ? ProtocolVersion.V311 : ProtocolVersion.V5).level();
        }
        return switch (broker.version) {
            case "5", "mqttv5", "5.0" -> ProtocolVersion.V5.level();
            case "311", "mqttv311", "3.1.1", "4" -> ProtocolVersion.V311.level();
            case "31", "mqttv31", "3.1", "3" -> ProtocolVersion.V31.level();
            default -> throw Failure.usage("unknown -V '" + broker.version + "': use mqttv5, mqttv311 or mqttv31");
        };
    }

    /** A prefix does not find a session again, but with MQTT 5, which lets the broker name a client, it is not for the broker to name it. */
    private boolean unnamed() {
        return broker.id == null && (broker.idPrefix == null || !speaksFive());
    }

    private String clientId(String generated) {
        String id = broker.id != null
                ? broker.id
                : broker.idPrefix != null
                        ? broker.idPrefix + ProcessHandle.current().pid()
                        : generated;
        if (id.isEmpty() || id.indexOf('\0') >= 0) {
            throw Failure.usage("the client identifier must not be empty or contain the character U+0000");
        }
        return id;
    }

    private int keepAlive() {
        if (broker.keepAlive != 0 && (broker.keepAlive < 5 || broker.keepAlive > 65_535)) {
            throw Failure.usage(
                    "-k " + broker.keepAlive + " is not a keep-alive interval: use 5 to 65535 seconds, or 0");
        }
        return broker.keepAlive;
    }

    private Reconnection reconnection(Duration outageLimit) {
        Duration limit = outageLimit;
        if (broker.noReconnect) {
            limit = Duration.ZERO;
        } else if (broker.reconnectTimeout != null) {
            Duration asked = Quantity.duration(broker.reconnectTimeout, "s");
            limit = asked.isZero() ? Reconnection.FOREVER : asked;
        }
        return new Reconnection(broker.waitForBroker, limit, FIRST_WAIT, LONGEST_WAIT);
    }

    private Optional<Credentials> credentials(Optional<MqttUrl> url, Console console) {
        @Nullable
        String user = broker.user != null
                ? broker.user
                : url.flatMap(MqttUrl::user).orElse(console.environment().get("MQTT_USERNAME"));
        Optional<String> password = password(url, console, user);
        if (user == null) {
            if (broker.password != null || broker.passwordFile != null) {
                throw Failure.usage("a password needs a user name: -u");
            }
            return Optional.empty();
        }
        return Optional.of(new Credentials(user, password));
    }

    private Optional<String> password(Optional<MqttUrl> url, Console console, @Nullable String user) {
        if (broker.askPassword) {
            return Optional.of(Password.ask("password" + (user == null ? "" : " of " + user))
                    .orElseThrow(() -> Failure.usage("--ask-pw needs a terminal: use --pw-file or $MQTT_PASSWORD")));
        }
        if (broker.password != null) {
            return Optional.of(broker.password);
        }
        return Optional.ofNullable(broker.passwordFile)
                .map(Password::inFile)
                .or(() -> url.flatMap(MqttUrl::password))
                .or(() -> Optional.ofNullable(console.environment().get("MQTT_PASSWORD")));
    }

    private LinkSettings link(Optional<MqttUrl> url, Duration timeout) {
        BrokerAddress address = url.map(MqttUrl::address).orElseGet(this::addressByFlags);
        if (broker.port != null && url.isPresent()) {
            address = new BrokerAddress(address.transport(), address.host(), MqttUrl.port(broker.port), address.path());
        }
        BrokerAddress asked = encryptedIfAsked(address);
        checkUsed(asked.transport());
        return new LinkSettings(
                asked,
                tls.settings(),
                Optional.ofNullable(broker.proxy).map(ConnectionOptions::proxy),
                Optional.ofNullable(broker.bindAddress),
                headers(),
                timeout);
    }

    /** Refuses options that have no effect on this kind of connection. */
    private void checkUsed(Transport transport) {
        if (!transport.encrypted()) {
            tls.onlyEncrypted().ifPresent(option -> {
                throw Failure.usage(option + " needs TLS: mqtts:// or wss://, -p 8883, or one of --cafile, --capath,"
                        + " --tls-use-os-certs");
            });
        }
        if (!broker.webSocketHeaders.isEmpty() && !transport.webSocket()) {
            throw Failure.usage("--ws-header needs a WebSocket: --ws, --ws-path, ws:// or wss://");
        }
    }

    private BrokerAddress addressByFlags() {
        if (broker.unix != null) {
            return new BrokerAddress(Transport.UNIX, "", 0, broker.unix);
        }
        boolean encrypted = !tls.none && (tls.asked() || "8883".equals(broker.port));
        boolean webSocket = broker.webSocket || broker.webSocketPath != null;
        Transport transport =
                webSocket ? encrypted ? Transport.WSS : Transport.WS : encrypted ? Transport.TLS : Transport.TCP;
        String path = broker.webSocketPath == null ? "/mqtt" : broker.webSocketPath;
        // As in mosquitto: a WebSocket has no default port of its own.
        int port = broker.port == null ? (encrypted ? 8883 : 1883) : MqttUrl.port(broker.port);
        String host = broker.host == null ? "localhost" : broker.host.replaceFirst("^\\[(.*)]$", "$1");
        if (host.isEmpty()) {
            throw Failure.usage("-h is empty: give a host");
        }
        if (host.contains("/") || host.matches("[^:]*:[^:]*")) {
            throw Failure.usage("-h takes only a host, not '" + host + "': use -p for the port, -L for a URL");
        }
        return new BrokerAddress(transport, host, port, !webSocket ? "" : path.startsWith("/") ? path : "/" + path);
    }

    private BrokerAddress encryptedIfAsked(BrokerAddress address) {
        if (!tls.asked() || tls.none) {
            return address;
        }
        Transport transport =
                switch (address.transport()) {
                    case TCP, TLS -> Transport.TLS;
                    case WS, WSS -> Transport.WSS;
                    case UNIX -> throw Failure.usage("a Unix socket is not encrypted: leave out the TLS options");
                };
        return new BrokerAddress(transport, address.host(), address.port(), address.path());
    }

    private static ProxyAddress proxy(String text) {
        int end = text.indexOf("://");
        ProxyAddress.Kind kind =
                switch (end < 0 ? "" : text.substring(0, end)) {
                    case "socks5" -> ProxyAddress.Kind.SOCKS5;
                    case "socks5h" -> ProxyAddress.Kind.SOCKS5H;
                    case "http" -> ProxyAddress.Kind.HTTP;
                    default -> throw Failure.usage("--proxy must begin with socks5h://, socks5:// or http://");
                };
        // Parsed like a broker's URL, with other default ports.
        String rest = text.substring(end + 3);
        boolean hasPort = rest.substring(rest.lastIndexOf('@') + 1).matches(".*:\\d+/?|.*]:\\d+/?");
        MqttUrl url = MqttUrl.parse("mqtt://" + rest);
        int port = hasPort ? url.address().port() : kind == ProxyAddress.Kind.HTTP ? 8080 : 1080;
        return new ProxyAddress(kind, url.address().host(), port, url.user(), url.password());
    }

    private List<Map.Entry<String, String>> headers() {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (String header : broker.webSocketHeaders) {
            int colon = header.indexOf(':');
            if (colon < 1 || header.indexOf('\n') >= 0 || header.indexOf('\r') >= 0) {
                // The value is not shown: it may be a token.
                throw Failure.usage("--ws-header must be NAME:VALUE in one line");
            }
            headers.add(Map.entry(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip()));
        }
        return headers;
    }

    private Optional<Consumer<String>> trace(Console console) {
        return broker.debug.length == 0
                ? Optional.empty()
                : Optional.of(line -> console.err().println(line));
    }

    /** Remembers a file of options that nobody asked for. */
    public void optionsFrom(Path file) {
        silentFile = Optional.of(file);
    }

    /** The same failure, naming the options file that was used without being asked for, if it may be the cause. */
    public Failure explained(Failure failure) {
        boolean mayBe =
                switch (failure.status()) {
                    case USAGE, UNREACHABLE, UNAUTHORISED, TLS -> silentFile.isPresent() && broker.optionsFile == null;
                    case OK, FAILED, PARTIAL, NOT_FOUND, INPUT_OUTPUT, TIMED_OUT, INTERRUPTED, TERMINATED -> false;
                };
        return mayBe
                ? new Failure(
                                failure.status(),
                                failure.sentence() + " (with the options of " + silentFile.orElseThrow() + ")",
                                failure.getCause())
                        .withDetail(failure.detail())
                : failure;
    }

    /** The topic of {@code -L}, if it has one. */
    public Optional<String> urlTopic() {
        return Optional.ofNullable(broker.url).map(MqttUrl::parse).flatMap(MqttUrl::topic);
    }

    /** How long the broker may go without acknowledging anything. */
    public Duration ackTimeout() {
        return Quantity.duration(broker.ackTimeout, "s");
    }

    public boolean quiet() {
        return broker.quiet;
    }

    /** See {@link org.kafkamqtt.console.ToolCommand#verbosity()}. */
    public int verbosity() {
        return broker.debug.length;
    }
}
