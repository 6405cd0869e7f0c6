package org.kafkamqtt.mqtt.subscribe;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Alarms;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Interruption;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;
import org.kafkamqtt.mqtt.subscribe.receive.Clearing;
import org.kafkamqtt.mqtt.subscribe.receive.DeliveryNames;
import org.kafkamqtt.mqtt.subscribe.receive.Intake;
import org.kafkamqtt.mqtt.subscribe.receive.Receipts;
import org.kafkamqtt.mqtt.subscribe.receive.Reception;
import org.kafkamqtt.mqtt.subscribe.sink.Sink;

/**
 * One run from the connection to the exit status: messages are taken in, written, flushed and then acknowledged.
 *
 * <p>Not thread-safe; the writing thread owns it, which also acknowledges. Threads of the connection only fill the {@link
 * Intake}; {@code clock} and the thread of a signal only wake the writing one.
 */
final class Run {
    private final Settings settings;
    private final Sink sink;
    private final Console console;
    private final Consumer<String> say;
    private final Clearing clearing = new Clearing();
    private final Intake<Arrival> intake;
    private final Reception reception;
    private final Connection connection;
    private final Counts counts = new Counts();
    private final Outlet outlet;
    private final ReadLoop loop;
    private final Statistics statistics;
    private final SubscribeVitals vitals;
    private final Alarms alarms = new Alarms();
    /** Ends what still blocks shortly after the run was asked to end. */
    private final Stop hurry = new Stop();

    Run(
            Settings settings,
            Sink sink,
            Console console,
            Monitor monitor,
            Consumer<String> say,
            @Nullable DeliveryNames names,
            BiFunction<ConnectionSettings, ConnectionListener, Connection> connections) {
        this.settings = settings;
        this.sink = sink;
        this.console = console;
        this.say = say;
        this.intake = new Intake<>(
                settings.buffer().messages(),
                settings.buffer().bytes(),
                settings.patienceOfNetwork(),
                Arrival::qos,
                Arrival::size,
                System::nanoTime);
        Receipts receipts = new Receipts();
        this.reception = new Reception(
                intake, receipts, clearing, names, settings.connection().session(), this::acknowledge, say);
        this.connection = connections.apply(settings.connection(), reception);
        Delays delays = new Delays(settings.reports().metrics().isPresent(), Instant::now);
        this.vitals =
                new SubscribeVitals(settings.connection().link().address().toString(), reception, intake::size, delays);
        this.outlet = new Outlet(settings, sink, receipts, clearing, names, connection, counts, delays);
        this.statistics = new Statistics(console, settings.reports().everyNanos(), System.nanoTime());
        this.loop = new ReadLoop(
                settings,
                new Flow(reception, intake, outlet, sink),
                console.stop(),
                now -> {
                    sink.tick();
                    statistics.tick(now, summary(), intake.size());
                    note();
                },
                System::nanoTime);
        monitor.show(vitals);
    }

    private void note() {
        vitals.note(summary(), counts.bytes, outlet.unsettled() + outlet.held());
    }

    /** On a thread of the connection, which is up before anything arrives on it. */
    private void acknowledge(Message repeat) {
        connection.acknowledge(repeat);
    }

    ExitStatus run() throws IOException, InterruptedException {
        hurry.onRequest(sink::giveUp);
        Interruption interruption = new Interruption(hurry);
        console.stop().onRequest(this::interrupt);
        if (settings.ending().timeLimit() != Long.MAX_VALUE) {
            alarms.after(Duration.ofNanos(settings.ending().timeLimit()), this::interrupt);
        }
        try {
            connection.open();
            new Subscribing(settings, connection, say).run();
            intake.bound();
            sink.begin(intake::wake);
            loop.run();
            if (settings.removeRetained()) {
                clearing.awaitAll();
            }
        } catch (CancellationException e) {
            return tell(outcome().interrupted());
        } catch (ClosedPipe e) {
            return readerLeft(e);
        } catch (IOException | InterruptedException | Failure e) {
            if (!isByHurry(e)) {
                throw e;
            }
            sayLeft();
            return tell(outcome().interrupted());
        } finally {
            interruption.end();
            outlet.settleTaken();
            intake.close();
            connection.close(Duration.ofSeconds(5));
            alarms.close();
            statistics.end();
            report();
        }
        return tell(outcome().atEnd());
    }

    /** Wakes the writing thread wherever it waits; if that is in the output, only after a grace period. On any thread. */
    private void interrupt() {
        connection.cancel();
        intake.wake();
        sink.hurry();
        alarms.after(Duration.ofMillis(sink.graceMillis()), hurry::request);
    }

    private boolean isByHurry(Throwable thrown) {
        boolean interrupted = false;
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            interrupted |= t instanceof InterruptedException || t instanceof ClosedByInterruptException;
        }
        return interrupted && hurry.requested();
    }

    /** A reader that left misses nothing, except messages of {@code -C} and those that will not be sent again. */
    private ExitStatus readerLeft(ClosedPipe e) throws IOException {
        outlet.settleTaken();
        if (sink.inDoubt() > 0) {
            say.accept("the reader of standard output went away; up to " + sink.inDoubt()
                    + " messages that it had taken are acknowledged and may be lost");
        }
        if (!settings.ending().unlimited()) {
            return tell(Outcome.readerLeft());
        }
        if (sink.inDoubt() > 0) {
            return ExitStatus.PARTIAL;
        }
        throw e;
    }

    private void sayLeft() {
        long open = Math.max(outlet.unsettled(), sink.unsettled());
        boolean again = settings.keepsSession() && outlet.unsettled() == open;
        say.accept(Outcome.left(outlet.held() + intake.size(), open, again));
    }

    private void report() {
        note();
        Summary summary = summary();
        settings.reports().summary().say(console, say, summary.status() != ExitStatus.OK, summary::text, summary::json);
    }

    private Summary summary() {
        return counts.summary(intake.dropped(), sink.refused());
    }

    private Outcome outcome() {
        return new Outcome(
                settings.ending(),
                summary(),
                counts.written,
                console.stop().requested(),
                outlet.sawLive(),
                settings.keepsSession()
                        && outlet.unsettled() > 0
                        && reception.end().isEmpty(),
                reception.end(),
                loop.sinceStart(),
                loop.sinceLastMessage());
    }

    private ExitStatus tell(Outcome.Verdict verdict) {
        if (!verdict.sentence().isEmpty()) {
            say.accept(verdict.sentence());
        }
        return verdict.status();
    }
}
