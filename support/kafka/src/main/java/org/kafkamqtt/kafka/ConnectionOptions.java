package org.kafkamqtt.kafka;

import java.time.Duration;
import java.util.Optional;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Quantity;
import picocli.CommandLine.Mixin;

/** What a user types about the connection to Kafka: a picocli mixin of the Kafka tools. */
public final class ConnectionOptions {
    @Mixin
    final BrokerOptions brokers = new BrokerOptions();

    @Mixin
    final SecurityOptions security = new SecurityOptions();

    /**
     * Takes a {@code --key} without {@code --cert} out of the options of TLS, where it makes no sense: a tool that looks
     * for records may give it another one.
     */
    public Optional<String> takeKeyWithoutCertificate() {
        if (security.certificate != null) {
            return Optional.empty();
        }
        Optional<String> key = Optional.ofNullable(security.key);
        security.key = null;
        return key;
    }

    /** The settings of a client of this kind; says warnings on standard error. */
    public KafkaSettings settings(ClientKind kind, Console console) {
        KafkaSettings settings = SettingsSources.combined(this, kind, console);
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
