package org.kafkamqtt.kafka.options;

import java.time.Duration;
import java.util.Optional;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import picocli.CommandLine.Mixin;

/** The options of the connection to Kafka, as typed: a picocli mixin of the Kafka tools. */
public final class ConnectionOptions {
    @Mixin
    final BrokerOptions brokers = new BrokerOptions();

    @Mixin
    final SecurityOptions security = new SecurityOptions();

    /**
     * Takes a {@code --key} without {@code --cert} out of the options of TLS, where it makes no sense: a tool that searches
     * records may give it another meaning.
     */
    public Optional<String> takeKeyWithoutCertificate() {
        if (security.certificate != null) {
            return Optional.empty();
        }
        Optional<String> key = Optional.ofNullable(security.key);
        security.key = null;
        return key;
    }

    /** Which of these options make sense only together; rules that depend on values are checked where those are read. */
    public static OptionRules rules() {
        return OptionRules.of()
                .always("-b", "-X", "-F", "--profile", "--show-config", "-m", "-v", "-q")
                .always("--tls", "--ca", "--cert", "--key", "--no-hostname-check", "--username")
                .always("--sasl-mechanism", "--password-file", "--oauth-token-url")
                .needs("--key-password-file", "--cert")
                .alias("--brokers", "-b")
                .alias("--broker-list", "-b")
                .alias("--producer-property", "-X")
                .alias("--consumer-property", "-X")
                .alias("--producer.config", "-F")
                .alias("--consumer.config", "-F");
    }

    /** The settings of a client of this kind; prints warnings on standard error. */
    public KafkaSettings settings(ClientKind kind, Console console) {
        KafkaSettings settings = SettingsSources.combine(this, kind, console);
        if (security.noHostnameCheck && !settings.securityProtocol().endsWith("SSL")) {
            throw Failure.usage("--no-hostname-check needs TLS: give --tls, --ca or --cert");
        }
        if (security.tokenUrl != null
                && !settings.value("sasl.mechanism").orElse("").equals("OAUTHBEARER")) {
            throw Failure.usage("--oauth-token-url needs --sasl-mechanism OAUTHBEARER");
        }
        if (security.passwordFile != null && settings.value("sasl.mechanism").isEmpty()) {
            throw Failure.usage("--password-file needs --username or $KAFKA_USERNAME");
        }
        if (!quiet()) {
            brokers.oldNames.forEach(words -> console.say("warning: " + words));
            settings.doubts().forEach(console::say);
        }
        return settings;
    }

    /** Whether the user wants to see the settings and nothing else. */
    public boolean showConfig() {
        return brokers.showConfig;
    }

    public boolean quiet() {
        return brokers.quiet;
    }

    /** As {@link org.kafkamqtt.console.ToolCommand#verbosity()} has it. */
    public int verbosity() {
        return brokers.verbose.length;
    }

    Duration connectTimeout() {
        return Quantity.duration(brokers.connectTimeout == null ? "10s" : brokers.connectTimeout, "s");
    }
}
