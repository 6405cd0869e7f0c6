package org.kafkamqtt.mqtt.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.Interruption;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Connections;
import org.kafkamqtt.mqtt.Qos;

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
        MessageDefaults defaults =
                new MessageDefaults(options.topicNames(), options.delivery.qos(), options.delivery.retain);
        Windows windows = options.delivery.windows();
        ConnectionSettings settings = settings(defaults, windows);
        try (Source source = options.messages.source(options.words, console);
                Complaints complaints = new Complaints(
                        console, options.connection.quiet(), Optional.ofNullable(options.delivery.failedFile))) {
            Ledger ledger = new Ledger(
                    complaints,
                    windows,
                    options.connection.ackTimeout(),
                    settings.link().address().toString());
            long begun = System.nanoTime();
            publish(settings, source, complaints, ledger, defaults);
            return told(ledger.summary(System.nanoTime() - begun), ledger);
        }
    }

    private ConnectionSettings settings(MessageDefaults defaults, Windows windows) {
        ConnectionSettings typed =
                options.connection.settings(console, "mqtt-pub-", OUTAGE_LIMIT).withWindow(windows.larger());
        // Exactly once needs a session to come back to.
        boolean exactly = defaults.qos() == Qos.EXACTLY_ONCE || options.messages.json;
        return exactly ? typed.withCleanSession(false) : typed;
    }

    private void publish(
            ConnectionSettings settings, Source source, Complaints complaints, Ledger ledger, MessageDefaults defaults)
            throws IOException, InterruptedException {
        Interruption interruption = new Interruption(end);
        console.stop().onRequest(end::request);
        ledger.whenOver(end::request);
        try (Connection connection = Connections.of(settings, ledger);
                Clock clock = clock(ledger)) {
            end.onRequest(connection::cancel);
            clock.start();
            try {
                connection.open();
                new Publisher(source, connection, ledger, complaints, defaults, options.delivery.pacing(), end).run();
                ledger.settle(end.requested() ? Duration.ZERO : FOREVER);
            } catch (InterruptedException | CancellationException e) {
                if (!end.requested()) {
                    throw e;
                }
            } finally {
                interruption.end();
            }
            if (end.requested() && ledger.over().isEmpty()) {
                ledger.settle(SETTLE_AFTER_STOP);
            }
        }
        ledger.abandon(ledger.over().map(Failure::sentence).orElse("not acknowledged before the end"));
    }

    private Clock clock(Ledger ledger) {
        Clock clock = new Clock();
        options.delivery
                .deadline()
                .ifPresent(limit -> clock.after(
                        limit,
                        () -> ledger.end(new Failure(
                                ExitStatus.TIMED_OUT, "not done in " + limit.toMillis() / 1000.0 + " s (-W)"))));
        if (options.report.progress) {
            clock.each(
                    Duration.ofSeconds(1),
                    () -> console.say(ledger.tally().counts().text()));
        }
        return clock;
    }

    private ExitStatus told(Summary summary, Ledger ledger) {
        ExitStatus status = summary.status(ledger.over());
        ledger.over().ifPresent(why -> console.say(why.sentence()));
        if (options.report.json()) {
            console.err().println(summary.json());
        } else if (options.report.text(status != ExitStatus.OK || console.stop().requested())) {
            console.say(summary.text());
        }
        return status;
    }
}
