package org.kafkamqtt.mqtt.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Which broker, as whom, for how long; as typed. Not thread-safe; picocli fills it in on the main thread. */
final class BrokerOptions implements OptionSection {
    static final OptionRules RULES = OptionRules.of()
            .always("-h", "-p", "-L", "--unix", "--ws", "--ws-path", "--ws-header", "--proxy", "-A", "-u", "-P")
            .always("--pw-file", "--ask-pw", "-i", "-I", "-k", "-V", "--connect-timeout", "--ack-timeout")
            .always("--wait-for-broker", "--no-reconnect", "--reconnect-timeout", "-d", "-o", "--quiet", "--nodelay")
            .always("-D", "-x")
            .excludes("-L", "-h", "--unix", "--ws", "--ws-path")
            .because("-L", "the URL names the broker and the way to it")
            .excludes("--unix", "-h", "-p", "--ws", "--ws-path", "--ws-header", "--proxy", "-A")
            .because("--unix", "a Unix socket has neither host nor port")
            .oneOf("-P", "--pw-file", "--ask-pw")
            .oneOf("-i", "-I")
            .oneOf("--no-reconnect", "--reconnect-timeout")
            .needs("-c", "-i")
            .because("-c", "the session is that of a client identifier");

    @Override
    public String heading() {
        return "Connection";
    }

    @Option(
            names = {"-h", "--host"},
            paramLabel = "HOST",
            description = "broker (default: localhost)")
    @Nullable
    String host;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "its port (default: 1883; with TLS 8883; 8883 switches TLS on)")
    @Nullable
    String port;

    @Option(
            names = {"-L", "--url"},
            paramLabel = "URL",
            description = "mqtt(s)://[user[:password]@]host[:port]/topic or ws(s)://...[/path]; %% escapes are decoded")
    @Nullable
    String url;

    @Option(names = "--unix", paramLabel = "PATH", description = "broker on a Unix socket")
    @Nullable
    String unix;

    @Option(names = "--ws", description = "speak through a WebSocket, at the path /mqtt unless --ws-path says another")
    boolean webSocket;

    @Option(names = "--ws-path", paramLabel = "PATH", description = "path of the WebSocket")
    @Nullable
    String webSocketPath;

    @Option(
            names = "--ws-header",
            paramLabel = "NAME:VALUE",
            description = "header of the WebSocket's first request, repeatable")
    List<String> webSocketHeaders = new ArrayList<>();

    @Option(
            names = "--proxy",
            paramLabel = "URL",
            description = "socks5h://[user:password@]host[:port], socks5:// (names resolved here) or http://")
    @Nullable
    String proxy;

    @Option(names = "-A", paramLabel = "ADDRESS", description = "connect from this local address")
    @Nullable
    String bindAddress;

    @Option(
            names = {"-u", "--username"},
            paramLabel = "NAME",
            description = "user name (also $MQTT_USERNAME)")
    @Nullable
    String user;

    @Option(
            names = {"-P", "--pw"},
            paramLabel = "PASSWORD",
            description =
                    "password; others on this machine can see it, better use --pw-file, $MQTT_PASSWORD or --ask-pw")
    @Nullable
    String password;

    @Option(names = "--pw-file", paramLabel = "FILE", description = "password in the first line of this file")
    @Nullable
    Path passwordFile;

    @Option(names = "--ask-pw", description = "ask for the password on the terminal")
    boolean askPassword;

    @Option(
            names = {"-i", "--id"},
            paramLabel = "ID",
            description = "client identifier (default: a new one)")
    @Nullable
    String id;

    @Option(
            names = {"-I", "--id-prefix"},
            paramLabel = "PREFIX",
            description = "client identifier of this and the process's number")
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
            description = "longest silence, 5 to 65535, or 0 for any (default: 60)")
    int keepAlive = 60;

    @Option(
            names = {"-V", "--protocol-version"},
            paramLabel = "VERSION",
            defaultValue = "311",
            description = "mqttv311 (also 311) or mqttv31 (31) (default: mqttv311)")
    String version = "311";

    @Option(
            names = "--connect-timeout",
            paramLabel = "DURATION",
            defaultValue = "10s",
            description = "give up an attempt to connect without the broker's consent by then (default: 10s)")
    String connectTimeout = "10s";

    @Option(
            names = "--ack-timeout",
            paramLabel = "DURATION",
            defaultValue = "30s",
            description = "give up when the broker acknowledges nothing for this long (default: 30s)")
    String ackTimeout = "30s";

    @Option(names = "--wait-for-broker", description = "try again even if the first attempt to connect fails")
    boolean waitForBroker;

    @Option(names = "--no-reconnect", description = "end when the connection is lost")
    boolean noReconnect;

    @Option(
            names = "--reconnect-timeout",
            paramLabel = "DURATION",
            description = "end when the broker is away for this long; 0: never")
    @Nullable
    String reconnectTimeout;

    @Option(
            names = {"-d", "--debug"},
            description = "show each packet on standard error; -dd stack traces as well")
    boolean[] debug = {};

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "options from this file, one a line, instead of ~/.config/NAME-OF-THE-TOOL")
    @Nullable
    String optionsFile;

    @Option(names = "--quiet", description = "say nothing but errors")
    boolean quiet;

    @Option(names = "--nodelay", hidden = true, description = "what is always so: small packets go out at once")
    boolean noDelay;

    @Option(
            names = {"-D", "--property"},
            hidden = true,
            arity = "1..4",
            parameterConsumer = Words.class,
            description = "MQTT 5 only, refused")
    List<String> properties = new ArrayList<>();

    @Option(
            names = {"-x", "--session-expiry-interval"},
            hidden = true,
            description = "MQTT 5 only, refused")
    @Nullable
    String sessionExpiry;

    /** mosquitto's {@code -D} takes three or four words; none of them is the option that follows. */
    static final class Words implements IParameterConsumer {
        private static final int MOST = 4;

        @Override
        public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
            List<String> properties = option.getValue();
            if (words.isEmpty()) {
                throw new MissingParameterException(command.commandLine(), option, "-D needs MQTT 5");
            }
            int before = properties.size();
            do {
                properties.add(words.pop());
            } while (properties.size() < before + MOST
                    && !words.isEmpty()
                    && !words.peek().startsWith("-"));
        }
    }
}
