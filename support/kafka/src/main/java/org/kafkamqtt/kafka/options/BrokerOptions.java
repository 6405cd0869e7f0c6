package org.kafkamqtt.kafka.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import picocli.CommandLine.Option;

/** Which brokers with which properties, as typed. */
final class BrokerOptions implements OptionSection {
    @Override
    public String heading() {
        return "Connection";
    }

    final List<String> oldNames = new ArrayList<>();

    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT,...",
            description = "brokers to ask first; port 9092 if none is given (also $KAFKA_BOOTSTRAP_SERVERS)")
    @Nullable
    String bootstrap;

    @Option(
            names = {"-X", "--command-property"},
            paramLabel = "NAME=VALUE",
            description = "a property of the Kafka client; repeatable")
    List<String> properties = new ArrayList<>();

    @Option(
            names = {"-F", "--command-config"},
            paramLabel = "FILE",
            description = "properties file for the client")
    @Nullable
    Path configFile;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "use this profile of ~/.config/kafka-mqtt/config.toml or config.properties"
                    + " (also $KAFKA_MQTT_PROFILE)")
    @Nullable
    String profile;

    @Option(names = "--show-config", description = "print the client's settings, secrets masked, and end")
    boolean showConfig;

    @Option(
            names = {"-m", "--connect-timeout", "--metadata-timeout"},
            paramLabel = "DURATION",
            description =
                    "give up if there is no first contact by then (default: 10s); where given, a broker that refuses"
                            + " connections is waited for as well; a bare number is seconds")
    @Nullable
    String connectTimeout;

    @Option(
            names = {"-v", "--verbose"},
            description = "say more: -v warnings of the client, -vv information and stack traces, -vvv all")
    boolean[] verbose = {};

    @Option(
            names = {"-q", "--quiet"},
            description = "say nothing but errors")
    boolean quiet;

    @Option(names = "--brokers", hidden = true)
    void brokers(String servers) {
        bootstrap = servers;
    }

    @Option(names = "--broker-list", hidden = true)
    void brokerList(String servers) {
        oldNames.add("--broker-list is now --bootstrap-server");
        bootstrap = servers;
    }

    @Option(names = "--producer-property", hidden = true)
    void producerProperty(String property) {
        oldNames.add("--producer-property is now --command-property");
        properties.add(property);
    }

    @Option(names = "--consumer-property", hidden = true)
    void consumerProperty(String property) {
        oldNames.add("--consumer-property is now --command-property");
        properties.add(property);
    }

    @Option(names = "--producer.config", hidden = true)
    void producerConfig(Path file) {
        oldNames.add("--producer.config is now --command-config");
        configFile = file;
    }

    @Option(names = "--consumer.config", hidden = true)
    void consumerConfig(Path file) {
        oldNames.add("--consumer.config is now --command-config");
        configFile = file;
    }
}
