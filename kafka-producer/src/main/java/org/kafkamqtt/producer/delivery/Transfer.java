package org.kafkamqtt.producer.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.UserCodeWatch;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.Confirmations;
import org.kafkamqtt.producer.cluster.ClientConnection;
import org.kafkamqtt.producer.cluster.Connection;
import org.kafkamqtt.producer.cluster.SplitWatch;
import org.kafkamqtt.producer.cluster.TopicChanges;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.ProgressLine;
import org.kafkamqtt.producer.ledger.Summary;
import org.kafkamqtt.producer.outlet.Pump;

/**
 * The sending of all records with everything that accompanies it, up to the fate of the last one.
 *
 * <p>Run once, by the sending thread; others may only end it.
 */
final class Transfer {
    private static final long PERIOD_MS = 100;

    private final Parts parts;
    private final Course course;
    private final Console console;
    private final Connection connection;
    private final Ledger ledger;
    private final Pump pump;
    private final TopicChanges changes;
    private final Optional<ProgressLine> progress;

    Transfer(Parts parts, Course course) {
        this.parts = parts;
        this.course = course;
        this.console = parts.console();
        this.connection = parts.connection();
        this.ledger = course.ledger();
        this.pump =
                new Pump(parts.input().source(), parts.settings().defaults(), course.outlet(), ledger, console.stop());
        this.changes = new TopicChanges(parts.watch(), this::giveUp, console::say);
        this.progress = progress();
    }

    Outcome run() {
        long begun = System.nanoTime();
        listen();
        Housekeeping housekeeping = housekeeping();
        housekeeping.start();
        UserCodeWatch.start(() -> ledger.counts().read());
        Optional<Failure> trouble = course.conclude(pump(), console.stop().requested());
        connection.settle(console.stop());
        Optional<Failure> beside = housekeeping.end();
        progress.ifPresent(ProgressLine::end);
        course.settle();
        // Once more, now that all is settled.
        housekeeping.lastRound();
        // A failure beside the sending may be what ended it.
        Optional<Failure> first = changes.failure().or(() -> beside).or(() -> parts.confirmations()
                .flatMap(Transfer::close));
        return new Outcome(
                Summary.of(ledger, System.nanoTime() - begun),
                first.isPresent() ? first : trouble,
                console.stop().requested());
    }

    /** Lets every party that finds out that the run is over end the sending. */
    private void listen() {
        parts.watch().onNews(changes);
        parts.confirmations().ifPresent(confirmations -> {
            confirmations.whenBroken(pump::end);
            // The writer of the lines may wait for a confirmation before the next one.
            ledger.whenEnded(pump::end);
        });
        parts.watch().start();
    }

    private Housekeeping housekeeping() {
        List<Runnable> chores = new ArrayList<>();
        if (connection instanceof ClientConnection client) {
            chores.add(new SplitWatch(client, ledger::bytes, System::nanoTime));
        }
        chores.add(parts.complaints()::drain);
        parts.reports().ifPresent(reports -> chores.add(reports::flush));
        chores.addAll(course.chores());
        progress.ifPresent(line -> chores.add(line::draw));
        return new Housekeeping(chores, pump::end, parts.settings().output().unbuffered() ? 1 : PERIOD_MS);
    }

    private Optional<ProgressLine> progress() {
        ProducerSettings.Reports reports = parts.settings().reports();
        if (!reports.progress() || reports.quiet()) {
            return Optional.empty();
        }
        return Optional.of(new ProgressLine(
                console, ledger, parts.input()::done, parts.input().size()));
    }

    private Optional<Failure> pump() {
        try {
            pump.run();
            return Optional.empty();
        } catch (Failure e) {
            return Optional.of(e);
        } catch (KafkaException | IllegalStateException e) {
            // The client itself has ended: fenced, closed, or in an inconsistent state.
            return Optional.of(course.explain(e));
        }
    }

    /**
     * Ends the sending; the records in flight have failed then, and an open transaction will be aborted by its coordinator.
     */
    private void giveUp() {
        pump.end();
        connection.abandon();
    }

    /** Writes the last number, and returns why that failed, if it did. */
    private static Optional<Failure> close(Confirmations confirmations) {
        confirmations.close();
        return confirmations.trouble();
    }
}
