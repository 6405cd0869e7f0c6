package org.kafkamqtt.mqtt.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Interruption;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.Confirmations;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Seconds;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Qos;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.TopicFilter;
import org.kafkamqtt.mqtt.paho.Connections;
import org.kafkamqtt.mqtt.paho.SessionLog;
import org.kafkamqtt.mqtt.publish.delivery.Clock;
import org.kafkamqtt.mqtt.publish.delivery.Complaints;
import org.kafkamqtt.mqtt.publish.delivery.Ledger;
import org.kafkamqtt.mqtt.publish.delivery.Publisher;
import org.kafkamqtt.mqtt.publish.delivery.Summary;
import org.kafkamqtt.mqtt.publish.delivery.Windows;
import org.kafkamqtt.mqtt.publish.source.MessageDefaults;
import org.kafkamqtt.mqtt.publish.source.Source;

/** One run of the tool, from checked options to the exit status. */
final class Run {
    private static final Duration OUTAGE_LIMIT = Duration.ofMinutes(5);
    private static final Duration SETTLE_AFTER_STOP = Duration.ofSeconds(5);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final PublishOptions options;
    private final Console console;
    /** The end of this run: asked for by the user, or because it is over. */
    private final Stop end = new Stop();

    Run(PublishOptions options, Console console) {
        this.options = options;
        this.console = console;
    }

    ExitStatus run() throws IOException, InterruptedException {
        MessageDefaults defaults = new MessageDefaults(
                options.topicNames(), options.delivery.qos(), options.delivery.retain, options.delivery.confirm);
        Windows windows = options.delivery.windows();
        Optional<SessionLog> log = log(defaults);
        ConnectionSettings typed = settings(defaults, windows);
        ConnectionSettings settings = log.map(l -> l.resumedBy(typed)).orElse(typed);
        Mark start = log.map(SessionLog::mark).orElse(Mark.START);
        try (Source source = options.messages.source(options.words, start, console);
                Complaints complaints = new Complaints(
                        console,
                        options.connection.quiet(),
                        Optional.ofNullable(options.delivery.failedFile),
                        options.delivery.confirm);
                Confirmations confirmations = options.delivery.confirm ? new Confirmations(console.out()) : null) {
            Ledger ledger = new Ledger(
                    complaints,
                    windows,
                    options.connection.ackTimeout(),
                    settings.link().address().toString(),
                    confirmations);
            if (confirmations != null) {
                source.confirmed(confirmations::settle);
                confirmations.whenBroken(end::request);
            }
            long begun = System.nanoTime();
            publish(settings, log, source, ledger, defaults);
            Optional<Failure> why = ledger.over().or(() -> unconfirmed(confirmations));
            return told(ledger.summary(System.nanoTime() - begun), why);
        }
    }

    private Optional<SessionLog> log(MessageDefaults defaults) {
        if (options.delivery.resumeFile == null) {
            return Optional.empty();
        }
        options.messages.checkResumable(options.words);
        if (defaults.qos() == Qos.AT_MOST_ONCE || defaults.topics().size() > 1) {
            throw Failure.usage("--resume needs -q 1 or -q 2, and not more than one -t");
        }
        Path file = Path.of(options.words.get(0)).toAbsolutePath().normalize();
        String id =
                options.connection.settings(console, "mqtt-pub-", OUTAGE_LIMIT).clientId();
        return Optional.of(new SessionLog(options.delivery.resumeFile, id, file.toString()));
    }

    private ConnectionSettings settings(MessageDefaults defaults, Windows windows) {
        ConnectionSettings typed =
                options.connection.settings(console, "mqtt-pub-", OUTAGE_LIMIT).withWindow(windows.sum());
        // Exactly once needs a session to come back to.
        boolean exactly = defaults.qos() == Qos.EXACTLY_ONCE || options.messages.json;
        return exactly ? typed.withSession(typed.session().kept()) : typed;
    }

    private void publish(
            ConnectionSettings settings,
            Optional<SessionLog> log,
            Source source,
            Ledger ledger,
            MessageDefaults defaults)
            throws IOException, InterruptedException {
        Interruption interruption = new Interruption(end);
        console.stop().onRequest(end::request);
        ledger.whenOver(end::request);
        try (Connection connection = Connections.of(settings, log, ledger);
                Clock clock = clock(ledger)) {
            end.onRequest(connection::cancel);
            clock.start();
            ledger.restored(connection.restored());
            try {
                connection.open();
                subscribe(connection);
                new Publisher(source, connection, ledger, defaults, options.delivery.pacing(), end).run();
                ledger.settle(end.requested() ? Duration.ZERO : FOREVER);
                reply(connection, ledger);
            } catch (InterruptedException | CancellationException e) {
                if (!end.requested()) {
                    throw e;
                }
            } finally {
                interruption.end();
            }
            if (end.requested() && ledger.over().isEmpty()) {
                ledger.settleWhileAnswered(SETTLE_AFTER_STOP);
            }
        }
        ledger.abandon(ledger.over().map(Failure::sentence).orElse("not acknowledged before the end"));
    }

    private void subscribe(Connection connection) throws InterruptedException {
        if (options.delivery.replyFilter != null) {
            TopicFilter filter = new TopicFilter(options.delivery.replyFilter);
            if (connection
                    .subscribe(List.of(new Subscription(filter, Qos.EXACTLY_ONCE)))
                    .get(0)
                    .refused()) {
                throw new Failure(ExitStatus.NOT_FOUND, "the broker refuses the subscription to '" + filter + "'");
            }
        }
    }

    private void reply(Connection connection, Ledger ledger) throws IOException, InterruptedException {
        if (options.delivery.replyFilter == null || end.requested()) {
            return;
        }
        Duration limit = options.delivery.deadline().orElse(options.connection.ackTimeout());
        Optional<Message> reply = ledger.awaitReply(limit);
        if (reply.isPresent()) {
            console.out().write(new Bytes().add(reply.get().payload()).add('\n').toArray());
            connection.acknowledge(reply.get());
        } else {
            ledger.end(new Failure(ExitStatus.TIMED_OUT, "no reply in " + Seconds.text(limit)));
        }
    }

    private Clock clock(Ledger ledger) {
        Clock clock = new Clock();
        options.delivery
                .deadline()
                .ifPresent(limit -> clock.after(
                        limit,
                        () -> ledger.end(
                                new Failure(ExitStatus.TIMED_OUT, "not done in " + Seconds.text(limit) + " (-W)"))));
        if (options.report.progress) {
            clock.each(
                    Duration.ofSeconds(1),
                    () -> console.say(ledger.tally().counts().text()));
        }
        return clock;
    }

    /** Tells the last number, and why it could not be told. */
    private static Optional<Failure> unconfirmed(@Nullable Confirmations confirmations) {
        if (confirmations == null) {
            return Optional.empty();
        }
        confirmations.close();
        return confirmations.trouble();
    }

    private ExitStatus told(Summary summary, Optional<Failure> over) {
        ExitStatus status = summary.status(over);
        over.ifPresent(why -> console.say(why.sentence()));
        options.report.say(
                console, summary, status != ExitStatus.OK || console.stop().requested());
        return status;
    }
}
