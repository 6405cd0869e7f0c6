package org.kafkamqtt.mqtt.subscribe;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.kafkamqtt.console.ClosedPipe;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.console.Interruption;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Granted;
import org.kafkamqtt.mqtt.Memory;
import org.kafkamqtt.mqtt.Message;

/**
 * One run from the connection to the exit status: messages are taken in, written, flushed and then acknowledged.
 *
 * <p>One thread writes and acknowledges; threads of the connection only fill the {@link Intake}.
 */
final class Run {
    private static final int BATCH = 512;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long SETTLE_SECONDS = 10;
    /** For the output to take what it has, once the run is to end; then it is interrupted. */
    private static final long GRACE_MILLIS = 400;

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
    private final List<Arrival> batch = new ArrayList<>(BATCH);
    private final long start = System.nanoTime();
    private long lastMessage = start;
    private long lastTick = start;
    private boolean sawLive;
    /** Ends what still blocks when the run was to end a moment ago. */
    private final Stop hurry = new Stop();

    Run(
            Settings settings,
            Sink sink,
            Console console,
            Consumer<String> say,
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
                !settings.connection().cleanSession(),
                settings.connection().clientId(),
                say);
        this.connection = connections.apply(settings.connection(), reception);
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
            subscribe();
            read();
        } catch (CancellationException e) {
            return interrupted();
        } catch (ClosedPipe e) {
            if (settings.ending().unlimited()) {
                throw e;
            }
            say.accept("the reader of standard output went away before it had the messages of -C");
            return ExitStatus.TIMED_OUT;
        } catch (IOException | InterruptedException | Failure e) {
            if (!isByHurry(e)) {
                throw e;
            }
            say.accept("the output took nothing more: ended with " + (batch.size() + intake.size())
                    + " messages that are not written");
            return interrupted();
        } finally {
            interruption.end();
            intake.close();
            connection.close(Duration.ofSeconds(5));
            report();
        }
        return status();
    }

    private void report() {
        Summary summary = summary();
        Settings.SummaryStyle style = settings.reports()
                .summary()
                .orElse(summary.status() == ExitStatus.OK ? Settings.SummaryStyle.NONE : Settings.SummaryStyle.TEXT);
        switch (style) {
            case NONE -> {
                return;
            }
            case TEXT -> say.accept(summary.text());
            case JSON -> console.err().println(summary.json());
        }
    }

    private void interrupt() {
        connection.cancel();
        intake.wake();
        CompletableFuture.delayedExecutor(GRACE_MILLIS, TimeUnit.MILLISECONDS).execute(hurry::request);
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
        String why = sawLive
                ? ", and then one that is not retained"
                : settings.ending().idle(System.nanoTime() - lastMessage)
                        ? ", and then none for "
                                + Ending.seconds(settings.ending().idleLimit())
                        : "";
        say.accept(settings.ending().missed(counts.written) + why);
        return ExitStatus.TIMED_OUT;
    }

    private void subscribe() throws InterruptedException {
        if (!settings.unsubscriptions().isEmpty()) {
            connection.unsubscribe(settings.unsubscriptions());
        }
        if (settings.subscriptions().isEmpty()) {
            return;
        }
        List<Granted> refused = connection.subscribe(settings.subscriptions()).stream()
                .filter(Granted::refused)
                .toList();
        for (Granted answer : refused) {
            say.accept("subscription to '" + answer.subscription().filter() + "' refused by the broker");
        }
        boolean all = refused.size() == settings.subscriptions().size();
        if (all || (!refused.isEmpty() && !settings.allowRefused())) {
            throw new Failure(
                    ExitStatus.NOT_FOUND,
                    refused.size() + " of " + settings.subscriptions().size() + " subscriptions refused"
                            + (all
                                    ? "; is the user allowed to read there?"
                                    : "; --allow-refused goes on with the others"));
        }
    }

    private void read() throws IOException, InterruptedException {
        lastMessage = System.nanoTime();
        while (!over()) {
            long now = System.nanoTime();
            intake.take(batch, BATCH, settings.ending().patience(now - start, now - lastMessage, untilTick(now)));
            writeBatch();
            tick();
        }
        if (console.stop().requested()) {
            writeRest();
        }
        if (settings.removeRetained()) {
            settleClearing();
        }
    }

    private boolean over() {
        long now = System.nanoTime();
        return settings.subscriptions().isEmpty()
                || settings.ending().afterSubscribing()
                || settings.ending().enough(counts.written)
                || sawLive
                || console.stop().requested()
                || (intake.size() == 0 && nothingMoreComes(now))
                || settings.ending().timeIsUp(now - start);
    }

    private boolean nothingMoreComes(long now) {
        return reception.end().isPresent() || settings.ending().idle(now - lastMessage);
    }

    /** What had arrived before the signal is written too. */
    private void writeRest() throws IOException, InterruptedException {
        intake.close();
        while (intake.take(batch, BATCH, 0) > 0 && !settings.ending().enough(counts.written)) {
            writeBatch();
        }
    }

    private void writeBatch() throws IOException, InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        lastMessage = System.nanoTime();
        int settled = 0;
        int dealtWith = 0;
        while (dealtWith < batch.size() && !settings.ending().enough(counts.written) && !sawLive) {
            Arrival arrival = batch.get(dealtWith++);
            write(arrival);
            if (isSettledAlone(arrival)) {
                settle(settled, dealtWith);
                settled = dealtWith;
            }
        }
        settle(settled, dealtWith);
        counts.received += batch.size();
        counts.leftOut += batch.size() - dealtWith;
        batch.clear();
    }

    /** Where a message is to be written once over the lives of several processes, a batch is one message. */
    private boolean isSettledAlone(Arrival arrival) {
        return arrival.qos() == 2 && settings.connection().sessionFile().isPresent();
    }

    private void settle(int from, int to) throws IOException {
        sink.flush();
        acknowledge(batch.subList(from, to));
    }

    private void write(Arrival arrival) throws IOException, InterruptedException {
        if (clearing.isEcho(arrival, settings.subscriptions())) {
            counts.leftOut++;
            return;
        }
        if (settings.ending().retainedOnly() && !arrival.retained()) {
            sawLive = true;
        }
        if (!settings.selection().takes(arrival) || sink.isWritten(arrival)) {
            counts.leftOut++;
            return;
        }
        try {
            sink.write(arrival);
        } catch (OutOfMemoryError e) {
            String message = "a message of '" + arrival.topic() + "'";
            throw new Failure(ExitStatus.FAILED, Memory.doesNotFit(message, arrival.payload().length), e);
        }
        counts.written++;
        if (settings.removeRetained() && arrival.retained()) {
            clearing.clear(arrival.topic(), connection);
        }
    }

    private void acknowledge(List<Arrival> flushed) {
        for (Arrival arrival : flushed) {
            Message message = receipts.written(arrival.message()).orElse(null);
            if (message != null) {
                connection.acknowledge(message);
                counts.acknowledged++;
            }
        }
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
        if (ending.enough(counts.written) || console.stop().requested()) {
            return summary().status();
        }
        if (!sawLive && ending.timeIsUp(System.nanoTime() - start)) {
            return timedOut();
        }
        if (!ending.unlimited()) {
            return tooFew();
        }
        return summary().status();
    }
}
