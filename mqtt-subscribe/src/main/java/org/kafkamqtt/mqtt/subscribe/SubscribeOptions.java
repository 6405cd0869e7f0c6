package org.kafkamqtt.mqtt.subscribe;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.FiveSettings;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.client.Connections;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.options.ConfigFile;
import org.kafkamqtt.mqtt.options.ConnectionOptions;
import org.kafkamqtt.mqtt.options.PropertyCommand;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.subscribe.receive.DeliveryNames;
import org.kafkamqtt.mqtt.subscribe.receive.DeliveryTable;
import org.kafkamqtt.mqtt.subscribe.sink.Sink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line of {@code mqtt-subscribe}. */
@Command(
        name = "mqtt-subscribe",
        sortOptions = false,
        customSynopsis = "mqtt-subscribe [-h HOST] [-p PORT] -t FILTER [OPTION...]",
        description = {
            "",
            "Writes the messages of MQTT topics to standard output, files or commands, and acknowledges each only"
                    + " after it has been written. Has the flags of mosquitto_sub, and more.",
            ""
        })
final class SubscribeOptions implements ToolCommand, ConfigFile.Configured {
    @Mixin
    final FilterOptions filters = new FilterOptions();

    @Mixin
    final OutputOptions output = new OutputOptions();

    @Mixin
    final IntoOptions into = new IntoOptions();

    @Mixin
    final EndOptions end = new EndOptions();

    @Mixin
    final BufferOptions buffer = new BufferOptions();

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public Guide guide() {
        return SubscribeGuide.guide();
    }

    @Override
    public OptionRules rules() {
        return FilterOptions.RULES
                .and(OutputOptions.RULES)
                .and(IntoOptions.RULES)
                .and(EndOptions.RULES)
                .and(BufferOptions.RULES)
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
            return subscribe(console);
        } catch (Failure e) {
            if (connection.quiet()) {
                return e.status();
            }
            throw connection.explained(e);
        }
    }

    private ExitStatus subscribe(Console console) throws Exception {
        Destination destination = output.destination(console.environment(), into);
        List<Subscription> subscriptions = subscriptions();
        ConnectionSettings typed = connectionSettings(console, subscriptions);
        // The first, so that a port in use is noticed before anything is opened or read.
        try (Monitor monitor = Monitor.open(report.metrics.address(), console)) {
            return subscribe(console, monitor, destination, subscriptions, typed);
        }
    }

    private ExitStatus subscribe(
            Console console,
            Monitor monitor,
            Destination destination,
            List<Subscription> subscriptions,
            ConnectionSettings typed)
            throws Exception {
        Optional<SessionLog> log = SessionLog.of(typed);
        Set<Integer> unsettled = log.map(SessionLog::received).orElse(Set.of());
        Settings settings = settings(log.map(l -> l.resumedBy(typed)).orElse(typed), subscriptions);
        Consumer<String> say = connection.quiet() ? sentence -> {} : console::say;
        Console outward = console.withInterruptibleOutput();
        try (Sink sink = destination.open(new Destination.Opening(outward, say, settings, unsettled));
                DeliveryTable table = destination.namesMessages() ? table(console, settings.connection()) : null) {
            DeliveryNames names = table == null ? null : new DeliveryNames(table.bytes(), unsettled);
            return new Run(
                            settings,
                            sink,
                            outward,
                            monitor,
                            say,
                            names,
                            (to, listener) -> Connections.of(to, log, listener))
                    .run();
        }
    }

    /** Where messages get delivery names, as long as their session lives. */
    private static DeliveryTable table(Console console, ConnectionSettings settings) {
        return settings.cleanSession()
                ? DeliveryTable.ofThisRun()
                : DeliveryTable.beside(SessionFile.of(settings, console.environment()));
    }

    private List<Subscription> subscriptions() {
        filters.five().ifPresent(connection::needsFive);
        List<Subscription> subscriptions = filters.subscriptions(connection.urlTopic(), connection.speaksFive());
        if (subscriptions.isEmpty() && filters.unsubscribe.isEmpty()) {
            throw Failure.usage("no topic filter: give -t FILTER");
        }
        refuseIdleProperties(subscriptions);
        return subscriptions;
    }

    private void refuseIdleProperties(List<Subscription> subscriptions) {
        connection.refuseProperties(PropertyCommand.PUBLISH, "mqtt-subscribe publishes nothing");
        if (subscriptions.isEmpty()) {
            connection.refuseProperties(PropertyCommand.SUBSCRIBE, "nothing is subscribed to without -t");
        }
        if (filters.unsubscribe.isEmpty()) {
            connection.refuseProperties(PropertyCommand.UNSUBSCRIBE, "nothing is unsubscribed from without -U");
        }
    }

    private Settings settings(ConnectionSettings connected, List<Subscription> subscriptions) {
        return new Settings(
                connected,
                subscriptions,
                filters.unsubscriptions(),
                filters.allowRefused,
                filters.selection(),
                filters.removeRetained,
                end.ending(filters.retainedOnly),
                buffer.buffer(),
                report.reports(connection.quiet()));
    }

    /**
     * A kept session with QoS 2 needs a memory that outlives the process. It may hold messages of QoS 2 from an earlier
     * subscription, whatever is subscribed to now.
     */
    private ConnectionSettings connectionSettings(Console console, List<Subscription> subscriptions) {
        ConnectionSettings settings = narrow(connection.settings(console, "mqtt-subscribe-", Reconnection.FOREVER));
        boolean exactlyOnce = subscriptions.stream().anyMatch(s -> s.qos() == Qos.EXACTLY_ONCE);
        if (settings.cleanSession()) {
            return settings;
        }
        boolean needed = exactlyOnce || into.command != null || SessionFile.exists(settings, console.environment());
        return needed
                ? settings.withSession(settings.session().keptIn(SessionFile.of(settings, console.environment())))
                : settings;
    }

    /** With no more messages on their way than {@code -C} wants, unless the user says how many: as mosquitto does. */
    private ConnectionSettings narrow(ConnectionSettings settings) {
        FiveSettings five = settings.five();
        Long wanted = end.count;
        if (wanted == null || wanted < 1 || wanted >= ConnectionOptions.RECEIVE_MAXIMUM) {
            return settings;
        }
        return settings.speaksFive() && five.receiveMaximum() == ConnectionOptions.RECEIVE_MAXIMUM
                ? settings.withFive(five.withReceiveMaximum(wanted.intValue()))
                : settings;
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
