package org.kafkamqtt.mqtt.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Words;
import org.kafkamqtt.mqtt.client.Connections;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.options.ConfigFile;
import org.kafkamqtt.mqtt.options.ConnectionOptions;
import org.kafkamqtt.mqtt.options.PropertyCommand;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.publish.source.ConfirmedWriter;
import org.kafkamqtt.mqtt.publish.source.InputWriter;
import org.kafkamqtt.mqtt.publish.source.MessageDefaults;
import org.kafkamqtt.mqtt.publish.source.Messages;
import org.kafkamqtt.mqtt.publish.source.Source;
import org.kafkamqtt.mqtt.publish.source.WithoutProperties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code mqtt-publish}. */
@Command(
        name = "mqtt-publish",
        sortOptions = false,
        customSynopsis = "mqtt-publish [-h HOST] [-p PORT] -t TOPIC {-m TEXT | -l | ...} [OPTION...] [FILE...]",
        description = {
            "",
            "Publishes messages to an MQTT broker, with mosquitto_pub's flags. Exits once every message has been"
                    + " acknowledged or reported as failed; the exit status shows which.",
            ""
        })
final class PublishOptions implements ToolCommand, ConfigFile.Configured {
    private static final Duration OUTAGE_LIMIT = Duration.ofMinutes(5);

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description =
                    "publish to this topic name; with several, messages that name no topic go to each; repeatable",
            order = 1)
    List<String> topics = new ArrayList<>();

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "read -l or -J from FILE, not standard input")
    List<String> words = new ArrayList<>();

    @Mixin
    final MessageOptions messages = new MessageOptions();

    @Mixin
    final DeliveryOptions delivery = new DeliveryOptions();

    @Mixin
    final PropertyOptions properties = new PropertyOptions();

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Guide guide() {
        return PublishGuide.guide();
    }

    @Override
    public OptionRules rules() {
        return OptionRules.of()
                .always("-t")
                .and(MessageOptions.RULES)
                .and(DeliveryOptions.RULES)
                .and(PropertyOptions.RULES)
                .and(ReportOptions.RULES)
                .and(ConnectionOptions.rules());
    }

    @Override
    public void optionsFrom(Path file) {
        connection.optionsFrom(file);
    }

    @Override
    public ExitStatus run(Console console) throws Exception {
        try {
            return publish(settings(console), console);
        } catch (Failure e) {
            throw connection.explained(e);
        }
    }

    private static ExitStatus publish(PublishSettings settings, Console console)
            throws IOException, InterruptedException {
        // The first, so that a port in use is noticed before anything is read.
        try (Monitor monitor = Monitor.open(settings.reports().metrics(), console)) {
            return publish(settings, console, monitor);
        }
    }

    private static ExitStatus publish(PublishSettings settings, Console console, Monitor monitor)
            throws IOException, InterruptedException {
        Optional<SessionLog> log = settings.delivery().resume().map(resume -> resume.open(settings.connection()));
        Mark start = log.map(SessionLog::mark).orElse(Mark.START);
        BiFunction<ConnectionSettings, ConnectionListener, Connection> connections = (to, listener) ->
                Connections.of(log.map(each -> each.resumedBy(to)).orElse(to), log, listener);
        try (InputWriter writer =
                        settings.defaults().confirm() ? new ConfirmedWriter(console.out()) : InputWriter.GONE;
                Source source = source(settings, settings.messages().open(console.in(), start, writer), console)) {
            return new Run(settings, source, writer, console, monitor, connections).run();
        }
    }

    /** Properties that the connection cannot carry are left out, and told of. */
    private static Source source(PublishSettings settings, Source all, Console console) {
        return settings.connection().speaksFive()
                ? all
                : new WithoutProperties(all, settings.reports().quiet() ? unheard -> {} : console::say);
    }

    /** What was typed, complete and checked. */
    PublishSettings settings(Console console) throws IOException {
        PublishSettings.Reports reports = report.reports(connection.quiet());
        Messages which = messages.messages(words);
        refuseContradictions();
        MessageDefaults defaults = new MessageDefaults(
                topicNames(), delivery.qos(), delivery.retain, delivery.confirm, messageProperties());
        Optional<PublishSettings.Resume> resume = Optional.ofNullable(delivery.resumeFile)
                .map(file -> new PublishSettings.Resume(file, messages.resumable(words)));
        PublishSettings.Delivery how = delivery.delivery(connection.ackTimeout(), resume);
        PublishSettings.check(defaults, how);
        refuseToOverwriteInput();
        // Last, since it may ask for a password.
        ConnectionSettings typed = connection.settings(console, "mqtt-pub-", OUTAGE_LIMIT);
        return new PublishSettings(connectionFor(typed, defaults, how), which, defaults, how, reports);
    }

    private ConnectionSettings connectionFor(
            ConnectionSettings typed, MessageDefaults defaults, PublishSettings.Delivery how) {
        // Exactly once needs a session to come back to.
        boolean exactly = defaults.qos() == Qos.EXACTLY_ONCE || messages.json;
        ConnectionSettings sized = typed.withWindow(how.windows().sum());
        return exactly ? sized.withSession(sized.session().kept()) : sized;
    }

    private Properties messageProperties() {
        properties.typed().ifPresent(connection::needsFive);
        connection.refuseProperties(PropertyCommand.UNSUBSCRIBE, "mqtt-publish unsubscribes from nothing");
        if (delivery.replyFilter == null) {
            connection.refuseProperties(PropertyCommand.SUBSCRIBE, "only --wait-reply subscribes");
        }
        return properties.properties(connection.properties(PropertyCommand.PUBLISH));
    }

    private void refuseContradictions() {
        if (messages.topicSeparator != null && connection.urlTopic().isPresent()) {
            throw Failure.usage(
                    "--topic-separator: each line names its own topic, so leave the topic out of the -L URL");
        }
        if ((delivery.rate != null || delivery.delay != null) && messages.isSingle() && topics.size() < 2) {
            throw Failure.usage((delivery.rate != null ? "--rate" : "--repeat-delay") + " needs more than one message");
        }
        if (delivery.confirm && !words.isEmpty()) {
            throw Failure.usage("--confirm counts the lines of standard input: leave out '" + words.get(0) + "'");
        }
    }

    /** The file of failed messages is emptied first, so it must not be one that is read. */
    private void refuseToOverwriteInput() throws IOException {
        Path failed = delivery.failedFile;
        if (failed != null && Files.exists(failed)) {
            List<String> inputs = new ArrayList<>(words);
            inputs.addAll(messages.files);
            for (String input : inputs) {
                if (Files.exists(Path.of(input)) && Files.isSameFile(failed, Path.of(input))) {
                    throw Failure.usage("--failed-file " + failed + " is also the input: give it another name");
                }
            }
        }
    }

    /** The topics of messages that do not name their own. */
    private List<TopicName> topicNames() {
        List<TopicName> names = new ArrayList<>();
        topics.forEach(text -> names.add(Words.topicName(text)));
        if (names.isEmpty()) {
            connection.urlTopic().ifPresent(text -> names.add(Words.topicName(text)));
        }
        if (names.isEmpty() && !messages.json && messages.topicSeparator == null) {
            throw Failure.usage("no topic: give -t TOPIC");
        }
        return names;
    }

    @Override
    public String instead(String option) {
        return option.equals("--on-error") ? "--failed-file FILE for messages that did not arrive" : "";
    }

    @Override
    public int verbosity() {
        return connection.verbosity();
    }

    @Override
    public String client() {
        return "Paho mqttv3 1.2.5";
    }
}
