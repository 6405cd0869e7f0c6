package org.kafkamqtt.kafka.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import picocli.CommandLine.Option;

/** The brokers and the client's properties, as typed. */
final class BrokerOptions implements OptionSection {
    @Override
    public String heading() {
        return "Connection";
    }

    final List<String> oldNames = new ArrayList<>();

    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT,...",
            description = "connect to these bootstrap brokers; port 9092 if none is given (also"
                    + " $KAFKA_BOOTSTRAP_SERVERS)")
    @Nullable
    String bootstrap;

    @Option(
            names = {"-X", "--command-property"},
            paramLabel = "NAME=VALUE",
            description = "set a property of the Kafka client; repeatable")
    List<String> properties = new ArrayList<>();

    @Option(
            names = {"-F", "--command-config"},
            paramLabel = "FILE",
            description = "read client properties from FILE")
    @Nullable
    Path configFile;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "use profile NAME of the configuration file; ~/.config/kafka-mqtt/config.toml or"
                    + " config.properties (also $KAFKA_MQTT_PROFILE)")
    @Nullable
    String profile;

    @Option(names = "--show-config", description = "print the client's settings and exit; secrets are masked")
    boolean showConfig;

    @Option(
            names = {"-m", "--connect-timeout", "--metadata-timeout"},
            paramLabel = "DURATION",
            description = "give up if no broker answers within DURATION; if given, also wait for a broker that refuses"
                    + " connections; a bare number is in seconds (default: 10s)")
    @Nullable
    String connectTimeout;

    @Option(
            names = {"-v", "--verbose"},
            description = "print more detail; -v: warnings of the client, -vv: information and stack traces, -vvv: all")
    boolean[] verbose = {};

    @Option(
            names = {"-q", "--quiet"},
            description = "print errors only")
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
