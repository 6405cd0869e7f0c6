package org.kafkamqtt.mqtt.broker.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.stream.ReadyFile;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.OwnedProperty;
import org.kafkamqtt.kafka.contact.Reachability;
import org.kafkamqtt.kafka.options.ConnectionOptions;
import org.kafkamqtt.kafka.options.KafkaCommand;
import org.kafkamqtt.mqtt.broker.listen.ListenAddress;
import org.kafkamqtt.mqtt.broker.serve.BrokerSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code mqtt-broker}: serves until it is stopped. */
@Command(
        name = "mqtt-broker",
        sortOptions = false,
        customSynopsis = "mqtt-broker -b HOST:PORT [OPTION...]",
        description = {
            "",
            "Serves MQTT clients; its only storage is Kafka.",
            "An MQTT message is a Kafka record: the topic name is the key, the payload the value. What is acknowledged"
                    + " to a client is in Kafka, and what anybody writes to Kafka reaches the clients that have subscribed.",
            ""
        })
public final class BrokerCommand extends KafkaCommand {
    @Mixin
    final ListenerOptions clients = new ListenerOptions();

    @Mixin
    final TopicOptions topics = new TopicOptions();

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    private final Serving.Starter starter;

    /** Made by {@code main} and by tests. */
    public BrokerCommand() {
        this(Served::start);
    }

    /** The same for brokers that are started so. */
    BrokerCommand(Serving.Starter starter) {
        this.starter = starter;
    }

    @Override
    public Map<String, Supplier<ToolCommand>> views() {
        return Map.of("routes", RoutesView::new);
    }

    @Override
    protected ConnectionOptions connection() {
        return connection;
    }

    @Override
    protected KafkaSettings settings(Console console) {
        KafkaSettings given = connection.settings(ClientKind.PRODUCER, console);
        OwnedProperty.refuse(OwnedProperties.TABLE, given);
        return given.withDefault("client.id", "mqtt-broker");
    }

    @Override
    protected ExitStatus run(KafkaSettings kafka, Console console) throws Exception {
        BrokerSettings settings = settings(kafka);
        Optional<ReadyFile> ready = Optional.ofNullable(clients.readyFile).map(ReadyFile::awaited);
        warn(settings, console);
        try {
            Reachability.check(kafka, console.stop());
            try (Serving serving = starter.start(settings, console)) {
                List<ListenAddress> addresses = serving.addresses();
                ready.ifPresent(file -> file.write(places(addresses)));
                say(
                        console,
                        "ready on " + addresses.stream().map(ListenAddress::url).collect(Collectors.joining(", ")));
                serving.await();
            }
        } catch (Exception e) {
            // A start that is overtaken by a signal may fail anywhere; that does not concern the sender of the signal.
            if (!console.stop().requested()) {
                throw e;
            }
        }
        return ExitStatus.OK;
    }

    /**
     * What was typed, checked.
     *
     * @throws Failure status 2 if it makes no sense
     */
    BrokerSettings settings(KafkaSettings kafka) {
        return new BrokerSettings(
                kafka,
                topics.prefix(),
                topics.routes(),
                clients.addresses(),
                clients.topicAliasMaximum(),
                clients.maxPacketSize(),
                clients.receiveMaximum(),
                topics.newTopics());
    }

    private void warn(BrokerSettings settings, Console console) {
        settings.routes().warnings().forEach(words -> say(console, "warning: " + words));
        if (verbosity() > 0) {
            settings.routes().remarks().forEach(words -> say(console, words));
        }
        List<String> open = settings.listeners().stream()
                .filter(address -> !ListenerUrl.loopback(address))
                .map(ListenAddress::url)
                .toList();
        if (!open.isEmpty()) {
            say(
                    console,
                    "warning: whoever reaches " + String.join(", ", open)
                            + " may publish and subscribe to everything: there are no passwords yet");
        }
    }

    private void say(Console console, String words) {
        if (!connection.quiet()) {
            console.say(words);
        }
    }

    private static String places(List<ListenAddress> addresses) {
        return addresses.stream()
                .map(address -> "mqtt=" + address.url().substring("mqtt://".length()) + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public Guide guide() {
        return Guide.of()
                .essentials("-b", "--listener", "--prefix", "--routes", "--ready-file", "--profile", "-v")
                .example("mqtt-broker -b localhost:9092", "MQTT on localhost:1883")
                .example("mqtt-broker -b localhost:9092 --listener mqtt://localhost:1884 --listener mqtt://[::1]:0")
                .example(
                        "mqtt-broker --profile prod --routes routes.yaml --replication-factor 3 --min-insync-replicas 2")
                .statuses(
                        ExitStatus.OK,
                        ExitStatus.FAILED,
                        ExitStatus.USAGE,
                        ExitStatus.UNREACHABLE,
                        ExitStatus.UNAUTHORISED,
                        ExitStatus.INPUT_OUTPUT,
                        ExitStatus.TLS)
                .status(ExitStatus.OK, "the settings or this help were shown; it serves until it is stopped")
                .status(ExitStatus.FAILED, "another broker took its place, or an address or a topic cannot be used")
                .status(ExitStatus.UNREACHABLE, "Kafka could not be reached")
                .status(ExitStatus.INPUT_OUTPUT, "the ready file could not be written")
                .page("docs/mqtt-broker.md");
    }

    @Override
    public OptionRules rules() {
        return ConnectionOptions.rules().and(ListenerOptions.rules()).and(TopicOptions.rules());
    }
}
