package org.kafkamqtt.mqtt.publish;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.kafkamqtt.console.Alarms;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Interruption;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.publish.delivery.BrokerEvents;
import org.kafkamqtt.mqtt.publish.delivery.Complaints;
import org.kafkamqtt.mqtt.publish.delivery.EarlyEnd;
import org.kafkamqtt.mqtt.publish.delivery.Ledger;
import org.kafkamqtt.mqtt.publish.delivery.Pacing;
import org.kafkamqtt.mqtt.publish.delivery.Publisher;
import org.kafkamqtt.mqtt.publish.delivery.Question;
import org.kafkamqtt.mqtt.publish.delivery.ReplyInbox;
import org.kafkamqtt.mqtt.publish.delivery.Summary;
import org.kafkamqtt.mqtt.publish.source.InputWriter;
import org.kafkamqtt.mqtt.publish.source.Source;

/**
 * One run of the tool, from the checked settings to the exit status. Not thread-safe; the publishing thread owns it.
 *
 * <p>That thread reads, publishes and waits; threads of the connection report what became of messages, {@code clock} ends a run
 * that takes too long.
 */
final class Run {
    private static final Duration SETTLE_AFTER_STOP = Duration.ofSeconds(5);

    private final PublishSettings settings;
    private final Source source;
    private final InputWriter writer;
    private final Console console;
    private final Monitor monitor;
    private final BiFunction<ConnectionSettings, ConnectionListener, Connection> connections;
    private final EarlyEnd end = new EarlyEnd();
    private final Optional<Question> question;
    private final ReplyInbox replies;

    Run(
            PublishSettings settings,
            Source source,
            InputWriter writer,
            Console console,
            Monitor monitor,
            BiFunction<ConnectionSettings, ConnectionListener, Connection> connections) {
        this.settings = settings;
        this.source = source;
        this.writer = writer;
        this.console = console;
        this.monitor = monitor;
        this.connections = connections;
        this.question = settings.question();
        this.replies =
                question.map(asked -> new ReplyInbox(asked::isAnsweredBy)).orElseGet(ReplyInbox::new);
    }

    ExitStatus run() throws IOException, InterruptedException {
        String broker = settings.connection().link().address().toString();
        try (Complaints complaints = new Complaints(
                console::say, settings.reports().quiet(), settings.delivery().failedFile(), writer.keepsLines())) {
            Ledger ledger = new Ledger(
                    complaints,
                    settings.delivery().windows(),
                    new Ledger.Patience(broker, settings.delivery().ackTimeout()),
                    writer,
                    end,
                    System::nanoTime);
            writer.whenUnheard(end::request);
            monitor.show(ledger.vitals());
            long begun = System.nanoTime();
            Progress progress = new Progress(console, ledger, settings.messages()::share);
            try {
                publish(ledger, progress, new BrokerEvents(ledger, replies, complaints, broker));
            } finally {
                progress.end();
            }
            Optional<Failure> why = end.failure().or(writer::finish);
            Summary summary = ledger.summary(
                    System.nanoTime() - begun, settings.connection().speaksFive());
            return tell(summary, why.or(() -> unheard(summary)));
        }
    }

    private void publish(Ledger ledger, Progress progress, BrokerEvents events)
            throws IOException, InterruptedException {
        Interruption interruption = new Interruption(end.stop());
        console.stop().onRequest(end::request);
        try (Connection connection = connections.apply(settings.connection(), events);
                Alarms alarms = new Alarms()) {
            end.stop().onRequest(connection::cancel);
            set(alarms, ledger, progress);
            ledger.restore(connection.restored());
            try {
                connection.open();
                publishAll(connection, ledger);
            } catch (InterruptedException | CancellationException e) {
                if (!end.requested()) {
                    throw e;
                }
            } finally {
                interruption.end();
            }
            if (end.requested() && end.failure().isEmpty()) {
                ledger.awaitFatesWhileAnswered(SETTLE_AFTER_STOP);
            }
        }
        ledger.abandon(end.failure().map(Failure::sentence).orElse("not acknowledged before the end"));
    }

    private void publishAll(Connection connection, Ledger ledger) throws IOException, InterruptedException {
        Optional<TopicFilter> filter = settings.delivery().replies();
        if (filter.isPresent()) {
            subscribe(connection, filter.get());
        }
        Pacing pacing = new Pacing(settings.delivery().pacing(), System::nanoTime);
        new Publisher(source, to(connection), ledger, settings.defaults(), pacing, end).run();
        if (!end.requested()) {
            ledger.awaitFates();
        }
        if (filter.isPresent() && !end.requested()) {
            printReply(connection, ledger);
        }
    }

    private Consumer<Publication> to(Connection connection) {
        return question.<Consumer<Publication>>map(asked -> message -> connection.publish(asked.ask(message)))
                .orElse(connection::publish);
    }

    private static void subscribe(Connection connection, TopicFilter filter) throws InterruptedException {
        Granted answer = connection
                .subscribe(List.of(new Subscription(filter, Qos.EXACTLY_ONCE)))
                .get(0);
        if (answer.refused()) {
            throw new Failure(
                    answer.denied() ? ExitStatus.UNAUTHORISED : ExitStatus.NOT_FOUND,
                    "the broker refused the subscription to '" + filter + "'"
                            + answer.why().map(why -> ": " + why).orElse(""));
        }
    }

    /** What {@code --fail-if-unheard} makes of the run. */
    private Optional<Failure> unheard(Summary summary) {
        long count = summary.unheard().orElse(0);
        return settings.delivery().failIfUnheard() && count > 0
                ? Optional.of(new Failure(
                        ExitStatus.PARTIAL,
                        Figures.count(count, "message") + " that nobody has subscribed to (--fail-if-unheard)"))
                : Optional.empty();
    }

    private void printReply(Connection connection, Ledger ledger) throws IOException, InterruptedException {
        Duration limit = settings.delivery().replyTimeout();
        Optional<Message> reply = replies.await(limit, end);
        if (reply.isPresent()) {
            console.out().write(new Bytes().add(reply.get().payload()).add('\n').toArray());
            connection.acknowledge(reply.get());
        } else {
            ledger.end(new Failure(ExitStatus.TIMED_OUT, "no reply in " + seconds(limit)));
        }
    }

    private void set(Alarms alarms, Ledger ledger, Progress progress) {
        settings.delivery()
                .deadline()
                .ifPresent(limit -> alarms.after(
                        limit,
                        () -> ledger.end(
                                new Failure(ExitStatus.TIMED_OUT, "not done in " + seconds(limit) + " (-W)"))));
        if (settings.reports().progress()) {
            alarms.each(Duration.ofMillis(200), progress::draw);
        }
    }

    /** Of a limit of the run; scripts may look for {@code 30.0 s}, so the digit after the point stays. */
    static String seconds(Duration limit) {
        return limit.toMillis() / 1000.0 + " s";
    }

    private ExitStatus tell(Summary summary, Optional<Failure> over) {
        ExitStatus status = summary.status(over);
        over.ifPresent(why -> console.say(why.sentence()));
        boolean failed = status != ExitStatus.OK || console.stop().requested();
        settings.reports()
                .summary()
                .say(
                        console,
                        settings.reports().areNotable(failed, Terminal.isStandardError()),
                        summary::text,
                        summary::json);
        return status;
    }
}
