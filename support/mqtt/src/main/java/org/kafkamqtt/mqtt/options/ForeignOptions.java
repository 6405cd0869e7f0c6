package org.kafkamqtt.mqtt.options;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.Failure;
import picocli.CommandLine.Option;

/**
 * Flags of other tools: refused with the name they have here, or with the reason why they do not exist.
 *
 * <p>Not thread-safe; picocli fills it in on the main thread.
 */
final class ForeignOptions {
    /** Refused by {@link #check}, with a better message. */
    static final OptionRules RULES = OptionRules.of()
            .always(
                    "--client-id",
                    "-pw",
                    "--hostname",
                    "--no-clean",
                    "--mqtt-version",
                    "--protocol",
                    "--path",
                    "--ca",
                    "--ks")
            .always("--user", "-Wt", "--keepAlive", "--psk", "--tls-engine", "--tls-keylog", "-S");

    @Option(
            names = {"--client-id", "--identifier"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String id;

    @Option(
            names = {"-pw", "--password"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String password;

    @Option(
            names = {"--hostname", "--broker"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String host;

    @Option(
            names = {"--no-clean", "--no-cleanStart", "--cleanStart"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String clean;

    @Option(
            names = {"--mqtt-version", "--mqttVersion"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String version;

    @Option(
            names = {"--protocol", "-ws"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String protocol;

    @Option(
            names = {"--path", "-ws:path"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String path;

    @Option(
            names = {"--ca", "--ts", "--truststore"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String trust;

    @Option(
            names = {"--ks", "--keystore"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String keyStore;

    @Option(
            names = {"--user"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String user;

    @Option(
            names = {"-Wt", "-Wm", "-Wq", "-Wr"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String will;

    @Option(
            names = {"--keepAlive"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String keepAlive;

    @Option(
            names = {"--psk", "--psk-identity"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String preSharedKey;

    @Option(
            names = {"--tls-engine", "--tls-engine-kpass-sha1", "--keyform"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String engine;

    @Option(
            names = {"--tls-keylog"},
            hidden = true,
            arity = "0..1",
            fallbackValue = "")
    @Nullable
    String keyLog;

    @Option(
            names = {"-S"},
            hidden = true)
    boolean serviceRecords;

    /** A flag of mosquitto, typed or not, and why it does not exist here. */
    private record Missing(boolean typed, String why) {}

    private record Hint(@Nullable String typed, String there, String here) {}

    /** Refuses with status 2 any of them that was typed. */
    void check() {
        checkMissing();
        Stream.of(
                        new Hint(id, "--client-id or --identifier", "-i ID"),
                        new Hint(
                                password,
                                "-pw or --password",
                                "--pw-file FILE, $MQTT_PASSWORD, --ask-pw or -P PASSWORD"),
                        new Hint(host, "--hostname", "-h HOST"),
                        new Hint(clean, "--no-clean or --no-cleanStart", "-c, together with -i ID"),
                        new Hint(version, "--mqtt-version", "-V 5, -V 311 or -V 31"),
                        new Hint(protocol, "--protocol or -ws", "--ws, or -L with ws://, wss:// or mqtts://"),
                        new Hint(path, "--path", "--ws-path PATH"),
                        new Hint(trust, "--ca or --truststore", "--cafile FILE, for PEM, PKCS12 and JKS"),
                        new Hint(keyStore, "--keystore", "--cert FILE, for PEM, PKCS12 and JKS"),
                        new Hint(user, "--user", "-u NAME"),
                        new Hint(
                                will,
                                "-Wt, -Wm, -Wq or -Wr",
                                "--will-topic, --will-payload, --will-qos, --will-retain"),
                        new Hint(keepAlive, "--keepAlive", "-k SECONDS"))
                .filter(hint -> hint.typed() != null)
                .findFirst()
                .ifPresent(hint -> {
                    throw Failure.usage(hint.there() + " of other MQTT tools is called " + hint.here() + " here");
                });
    }

    private void checkMissing() {
        Stream.of(
                        new Missing(
                                preSharedKey != null,
                                "--psk and --psk-identity do not exist: Java's TLS has no pre-shared keys; use --cafile"
                                        + " with --cert and --key"),
                        new Missing(
                                engine != null,
                                "--tls-engine and --keyform do not exist: Java's TLS has no OpenSSL engines; use"
                                        + " --cert and --key with files"),
                        new Missing(
                                keyLog != null,
                                "--tls-keylog does not exist: Java's TLS does not reveal its secrets; -d shows the"
                                        + " packets"),
                        new Missing(
                                serviceRecords,
                                "-S does not exist: brokers are not looked up in DNS SRV records; use -h and -p"))
                .filter(Missing::typed)
                .findFirst()
                .ifPresent(missing -> {
                    throw Failure.usage(missing.why());
                });
    }
}
