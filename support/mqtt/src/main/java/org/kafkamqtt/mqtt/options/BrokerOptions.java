package org.kafkamqtt.mqtt.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import picocli.CommandLine.Option;

/** Which broker, as whom, for how long; as typed. Not thread-safe; picocli fills it in on the main thread. */
final class BrokerOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of()
            .always("-h", "-p", "-L", "--unix", "--ws", "--ws-path", "--ws-header", "--proxy", "-A", "-u", "-P")
            .always("--pw-file", "--ask-pw", "-i", "-I", "-k", "-V", "--connect-timeout", "--ack-timeout")
            .always("--wait-for-broker", "--no-reconnect", "--reconnect-timeout", "-d", "-o", "--quiet", "--nodelay")
            .excludes("-L", "-h", "--unix", "--ws", "--ws-path")
            .because("-L", "the URL names the broker and the way to it")
            .excludes("--unix", "-h", "-p", "--ws", "--ws-path", "--ws-header", "--proxy", "-A")
            .because("--unix", "a Unix socket has neither host nor port")
            .oneOf("-P", "--pw-file", "--ask-pw")
            .oneOf("-i", "-I")
            .oneOf("--no-reconnect", "--reconnect-timeout")
            .needs("-c", "-i")
            .because("-c", "a session belongs to a client identifier");

    @Override
    public String heading() {
        return "Connection";
    }

    @Option(
            names = {"-h", "--host"},
            paramLabel = "HOST",
            description = "connect to this host (default: localhost)")
    @Nullable
    String host;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "connect to this port; 8883 switches TLS on (default: 1883; with TLS: 8883)")
    @Nullable
    String port;

    @Option(
            names = {"-L", "--url"},
            paramLabel = "URL",
            description = "connect to the broker at this URL; mqtt(s)://[USER[:PASSWORD]@]HOST[:PORT][/TOPIC] or"
                    + " ws(s)://...[/PATH], %% escapes are decoded")
    @Nullable
    String url;

    @Option(names = "--unix", paramLabel = "PATH", description = "connect through this Unix socket")
    @Nullable
    String unix;

    @Option(names = "--ws", description = "connect through a WebSocket; at the path /mqtt unless --ws-path is given")
    boolean webSocket;

    @Option(
            names = "--ws-path",
            paramLabel = "PATH",
            description = "connect through a WebSocket at this path (default: /mqtt)")
    @Nullable
    String webSocketPath;

    @Option(
            names = "--ws-header",
            paramLabel = "NAME:VALUE",
            description = "send this header in the WebSocket handshake; repeatable")
    List<String> webSocketHeaders = new ArrayList<>();

    @Option(
            names = "--proxy",
            paramLabel = "URL",
            description =
                    "connect through this proxy; socks5h://[USER:PASSWORD@]HOST[:PORT], http:// or socks5://, which"
                            + " resolves names on this machine")
    @Nullable
    String proxy;

    @Option(names = "-A", paramLabel = "ADDRESS", description = "connect from this local address")
    @Nullable
    String bindAddress;

    @Option(
            names = {"-u", "--username"},
            paramLabel = "NAME",
            description = "log in as this user (also $MQTT_USERNAME)")
    @Nullable
    String user;

    @Option(
            names = {"-P", "--pw"},
            paramLabel = "PASSWORD",
            description = "log in with this password; other users of this machine can see it: prefer --pw-file or"
                    + " --ask-pw (also $MQTT_PASSWORD)")
    @Nullable
    String password;

    @Option(names = "--pw-file", paramLabel = "FILE", description = "read the password from the first line of FILE")
    @Nullable
    Path passwordFile;

    @Option(names = "--ask-pw", description = "ask for the password on the terminal")
    boolean askPassword;

    @Option(
            names = {"-i", "--id"},
            paramLabel = "ID",
            description = "use this client identifier (default: a random one)")
    @Nullable
    String id;

    @Option(
            names = {"-I", "--id-prefix"},
            paramLabel = "PREFIX",
            description = "identify the client by PREFIX and process ID")
    @Nullable
    String idPrefix;

    @Option(
            names = {"-c", "--disable-clean-session"},
            description = "keep the session at the broker; needs -i")
    boolean keepSession;

    @Option(
            names = {"-k", "--keepalive"},
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "set the keep-alive interval; 5 to 65535, or 0 for none (default: 60)")
    int keepAlive = 60;

    @Option(
            names = {"-V", "--protocol-version"},
            paramLabel = "VERSION",
            description =
                    "use this protocol version; mqttv5 (also 5), mqttv311 (also 311) or mqttv31 (also 31) (default:"
                            + " mqttv311)")
    @Nullable
    String version;

    @Option(
            names = "--connect-timeout",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description =
                    "give up a connection attempt after DURATION; the broker must have accepted it by then (default:"
                            + " 10s)")
    String connectTimeout = "10s";

    @Option(
            names = "--ack-timeout",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "give up if nothing is acknowledged for DURATION (default: 30s)")
    String ackTimeout = "30s";

    @Option(names = "--wait-for-broker", description = "keep trying if the first connection fails")
    boolean waitForBroker;

    @Option(names = "--no-reconnect", description = "exit when the connection is lost")
    boolean noReconnect;

    @Option(
            names = "--reconnect-timeout",
            paramLabel = "DURATION",
            description = "exit after DURATION without the broker; 0: never (default: 0; mqtt-publish: 5m)")
    @Nullable
    String reconnectTimeout;

    @Option(
            names = {"-d", "--debug"},
            description = "show each packet on standard error; -dd: stack traces, too")
    boolean[] debug = {};

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "read options from FILE, one per line (default: ~/.config/TOOL)")
    @Nullable
    String optionsFile;

    @Option(names = "--quiet", description = "print errors only; in mqtt-subscribe not even those")
    boolean quiet;

    @Option(names = "--nodelay", hidden = true, description = "no effect: small packets always go out at once")
    boolean noDelay;
}
