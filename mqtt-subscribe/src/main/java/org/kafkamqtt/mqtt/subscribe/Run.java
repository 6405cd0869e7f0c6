package org.kafkamqtt.mqtt.subscribe;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Interruption;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.failure.ClosedPipe;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Seconds;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
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
 * <p>One thread writes and acknowledges; threads of the connection only fill the {@link Intake}.
 */
final class Run {
    private static final int BATCH = 512;
    private static final String LEFT_EARLY = "the reader of standard output went away before it had the messages of -C";
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long SETTLE_SECONDS = 10;

    private final Settings settings;
    private final Sink sink;
    private final Console console;
    private final Consumer<String> say;
    private final Receipts receipts = new Receipts();
    private final Clearing clearing = new Clearing();
    private final Intake<Arrival> intake;
    private final Reception reception;
    private final Connection connection;
    private final Counts counts = new Counts();
    private final Statistics statistics;
    private final Outlet outlet;
    private final long start = System.nanoTime();
    private long lastMessage = start;
    private long lastTick = start;
    /** Ends what still blocks when the run was to end a moment ago. */
    private final Stop hurry = new Stop();

    Run(
            Settings settings,
            Sink sink,
            Console console,
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
                patienceOfNetwork(settings.connection().keepAlive()),
                Arrival::qos,
                arrival -> arrival.payload().length,
                System::nanoTime);
        this.reception = new Reception(
                intake,
                receipts,
                clearing,
                names,
                keepsSession(),
                settings.connection().clientId(),
                say);
        this.connection = connections.apply(settings.connection(), reception);
        this.outlet = new Outlet(settings, sink, receipts, clearing, names, connection, counts);
        this.statistics = new Statistics(settings.reports().everyNanos(), start);
        reception.acknowledgeWith(connection::acknowledge);
    }

    /** Far below the keep-alive, after which an unanswered ping costs the connection; 0 means there is none. */
    private static long patienceOfNetwork(int keepAliveSeconds) {
        return TimeUnit.SECONDS.toNanos(keepAliveSeconds == 0 ? 15 : Math.max(1, Math.min(15, keepAliveSeconds / 4)));
    }

    ExitStatus run() throws IOException, InterruptedException {
        hurry.onRequest(sink::giveUp);
        Interruption interruption = new Interruption(hurry);
        console.stop().onRequest(this::interrupt);
        if (settings.ending().timeLimit() != Long.MAX_VALUE) {
            CompletableFuture.delayedExecutor(settings.ending().timeLimit(), TimeUnit.NANOSECONDS)
                    .execute(this::interrupt);
        }
        try {
            connection.open();
            new Subscribing(settings, connection, say).run();
            intake.bound();
            sink.begin(intake::wake);
            read();
        } catch (CancellationException e) {
            return interrupted();
        } catch (ClosedPipe e) {
            return readerLeft(e);
        } catch (IOException | InterruptedException | Failure e) {
            if (!isByHurry(e)) {
                throw e;
            }
            sayLeft();
            return interrupted();
        } finally {
            interruption.end();
            outlet.settleTaken();
            intake.close();
            connection.close(Duration.ofSeconds(5));
            report();
        }
        return status();
    }

    /** Nobody misses what he did not want to read, but for messages that were asked for, or that nobody will send again. */
    private ExitStatus readerLeft(ClosedPipe e) throws IOException {
        outlet.settleTaken();
        if (sink.inDoubt() > 0) {
            say.accept("the reader of standard output went away; up to " + sink.inDoubt()
                    + " messages that it had taken are acknowledged and may be lost");
        }
        if (!settings.ending().unlimited()) {
            say.accept(LEFT_EARLY);
            return ExitStatus.TIMED_OUT;
        }
        if (sink.inDoubt() > 0) {
            return ExitStatus.PARTIAL;
        }
        throw e;
    }

    private void sayLeft() {
        int unwritten = outlet.held() + intake.size();
        long open = Math.max(outlet.unsettled(), sink.unsettled());
        if (unwritten > 0 || open == 0) {
            say.accept("the output took nothing more: ended with " + unwritten + " messages that are not written");
        } else {
            boolean again = keepsSession() && outlet.unsettled() == open;
            say.accept(
                    "ended with " + open + " messages that are not acknowledged" + (again ? "; they come again" : ""));
        }
    }

    private void report() {
        Summary summary = summary();
        settings.reports().summary().say(console, say, summary.status() != ExitStatus.OK, summary::text, summary::json);
    }

    private void interrupt() {
        connection.cancel();
        intake.wake();
        sink.hurry();
        CompletableFuture.delayedExecutor(sink.graceMillis(), TimeUnit.MILLISECONDS)
                .execute(hurry::request);
    }

    private boolean isByHurry(Throwable thrown) {
        boolean interrupted = false;
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            interrupted |= t instanceof InterruptedException || t instanceof ClosedByInterruptException;
        }
        return interrupted && hurry.requested();
    }

    private ExitStatus interrupted() {
        return console.stop().requested() ? ExitStatus.OK : timedOut();
    }

    private ExitStatus timedOut() {
        say.accept(settings.ending().missedInTime(counts.written));
        return ExitStatus.TIMED_OUT;
    }

    /** A number of messages that was asked for and did not come is never a success. */
    private ExitStatus tooFew() {
        String why = outlet.sawLive()
                ? ", and then one that is not retained"
                : settings.ending().idle(System.nanoTime() - lastMessage)
                        ? ", and then none for "
                                + Seconds.text(
                                        Duration.ofNanos(settings.ending().idleLimit()))
                        : "";
        say.accept(settings.ending().missed(counts.written) + why);
        return ExitStatus.TIMED_OUT;
    }

    private void read() throws IOException, InterruptedException {
        lastMessage = System.nanoTime();
        while (!over()) {
            long now = System.nanoTime();
            long patience = settings.ending().patience(now - start, now - lastMessage, untilTick(now));
            if (outlet.held() > 0) {
                intake.pause(Math.min(patience, sink.untilLook()));
            } else {
                intake.take(outlet.batch(), BATCH, Math.min(patience, sink.untilLook()));
            }
            work();
            tick();
        }
        if (console.stop().requested()) {
            writeRest();
        }
        awaitReader();
        if (settings.removeRetained()) {
            settleClearing();
        }
    }

    private boolean over() {
        long now = System.nanoTime();
        return settings.subscriptions().isEmpty()
                || settings.ending().afterSubscribing()
                || outlet.enough()
                || console.stop().requested()
                || (intake.size() + outlet.held() == 0 && nothingMoreComes(now))
                || isInVain()
                || settings.ending().timeIsUp(now - start);
    }

    /** Without a connection nothing can be acknowledged any more: what waits for a command with its window full comes again. */
    private boolean isInVain() {
        return reception.end().isPresent() && !sink.takesRest() && settings.comesAgain();
    }

    private boolean nothingMoreComes(long now) {
        return reception.end().isPresent() || settings.ending().idle(now - lastMessage);
    }

    /** What had arrived before the signal is written too. */
    private void writeRest() throws IOException, InterruptedException {
        intake.close();
        while (!outlet.enough() && (outlet.held() > 0 || intake.take(outlet.batch(), BATCH, 0) > 0)) {
            work();
            if (outlet.held() > 0) {
                if (!sink.takesRest()) {
                    return;
                }
                intake.pause(sink.untilLook());
            }
        }
    }

    /** Deals with what there is; a message that waits for room is no silence. */
    private void work() throws IOException, InterruptedException {
        if (outlet.held() > 0) {
            lastMessage = System.nanoTime();
        }
        outlet.work();
    }

    /** What the reader has not taken by the end comes again in a session that is kept: it is given the time. */
    private void awaitReader() throws IOException, InterruptedException {
        sink.finish(keepsSession() && reception.end().isEmpty());
        while (sink.mayStillTake()) {
            intake.pause(Math.min(sink.untilLook(), untilTick(System.nanoTime())));
            outlet.settleTaken();
            tick();
        }
    }

    private boolean readerIsMissed() {
        return keepsSession() && outlet.unsettled() > 0 && reception.end().isEmpty();
    }

    private boolean keepsSession() {
        return !settings.connection().cleanSession();
    }

    private long untilTick(long now) {
        return Math.max(0, SECOND - (now - lastTick));
    }

    private void tick() throws IOException {
        long now = System.nanoTime();
        if (now - lastTick >= SECOND) {
            lastTick = now;
            sink.tick();
            statistics.tick(now, summary(), intake.size()).ifPresent(say);
        }
    }

    private void settleClearing() throws InterruptedException {
        if (!clearing.settled(SETTLE_SECONDS)) {
            throw new Failure(
                    ExitStatus.TIMED_OUT, "the broker did not confirm the removal of retained messages in time");
        }
        if (clearing.failure().isPresent()) {
            throw clearing.failure().get();
        }
    }

    private Summary summary() {
        return counts.summary(intake.dropped(), sink.refused());
    }

    private ExitStatus status() {
        if (reception.end().isPresent() && !settings.ending().enough(counts.written)) {
            throw reception.end().get();
        }
        Ending ending = settings.ending();
        if (ending.enough(counts.written) && readerIsMissed()) {
            say.accept(LEFT_EARLY);
            return ExitStatus.TIMED_OUT;
        }
        if (ending.enough(counts.written) || console.stop().requested()) {
            return summary().status();
        }
        if (!outlet.sawLive() && ending.timeIsUp(System.nanoTime() - start)) {
            return timedOut();
        }
        if (!ending.unlimited()) {
            return tooFew();
        }
        return summary().status();
    }
}
