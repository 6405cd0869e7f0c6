package org.kafkamqtt.producer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Terminal;
import org.kafkamqtt.console.UserCodeWatch;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.generate.Pace;
import org.kafkamqtt.console.into.Confirmations;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.TopicWatch;
import org.kafkamqtt.producer.cluster.Connection;
import org.kafkamqtt.producer.cluster.Destination;
import org.kafkamqtt.producer.cluster.SplitWatch;
import org.kafkamqtt.producer.cluster.Topic;
import org.kafkamqtt.producer.cluster.TopicChanges;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.Complaints;
import org.kafkamqtt.producer.ledger.FailureWords;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.ProgressLine;
import org.kafkamqtt.producer.ledger.ReachedPosition;
import org.kafkamqtt.producer.ledger.Reports;
import org.kafkamqtt.producer.ledger.Resends;
import org.kafkamqtt.producer.ledger.ResumeFile;
import org.kafkamqtt.producer.ledger.SavedPosition;
import org.kafkamqtt.producer.ledger.Summary;
import org.kafkamqtt.producer.ledger.TransactionalPosition;
import org.kafkamqtt.producer.ledger.Watchers;
import org.kafkamqtt.producer.outlet.DryOutlet;
import org.kafkamqtt.producer.outlet.KafkaOutlet;
import org.kafkamqtt.producer.outlet.Outlet;
import org.kafkamqtt.producer.outlet.PacedOutlet;
import org.kafkamqtt.producer.outlet.Pump;
import org.kafkamqtt.producer.outlet.Squeeze;
import org.kafkamqtt.producer.outlet.SyncOutlet;
import org.kafkamqtt.producer.outlet.TransactionEnd;
import org.kafkamqtt.producer.outlet.Transactions;
import org.kafkamqtt.producer.record.Origin;
import org.kafkamqtt.producer.record.Position;

/** A run with everything open: sends all, settles, and tells how it was. */
final class Delivery {
    private final ProducerOptions options;
    private final Plan plan;
    private final KafkaSettings settings;
    private final Console console;
    private final Input input;
    private final Complaints complaints;
    private final Connection connection;
    private final Topics topics;
    private final TopicWatch watch;
    private final List<Runnable> chores = new ArrayList<>();

    Delivery(
            ProducerOptions options,
            Plan plan,
            KafkaSettings settings,
            Console console,
            Input input,
            Complaints complaints,
            Connection connection,
            Topics topics,
            TopicWatch watch) {
        this.watch = watch;
        this.options = options;
        this.plan = plan;
        this.settings = settings;
        this.console = console;
        this.input = input;
        this.complaints = complaints;
        this.connection = connection;
        this.topics = topics;
    }

    ExitStatus run() throws IOException {
        try (Confirmations confirmations = options.delivery.confirm ? new Confirmations(console.out()) : null) {
            return run(confirmations);
        }
    }

    private ExitStatus run(@Nullable Confirmations confirmations) throws IOException {
        openTopic();
        boolean transactional = options.delivery.transactional();
        Reports reports = plan.report() == null ? null : new Reports(plan.report(), console.out(), transactional);
        Destination destination = destination();
        ResumeFile file = options.delivery.resume == null
                ? null
                : new ResumeFile(options.delivery.resume, destination, input.resumable());
        TransactionalPosition place = transactional ? startTransactions(file, destination) : null;
        Position start = start(file, place);
        ReachedPosition reached = file == null || transactional ? null : new ReachedPosition(start);
        Watchers watchers = new Watchers(reports, reached, confirmations);
        if (confirmations != null) {
            input.confirmed(confirmations::settle);
            complaints.whenKept(confirmations::settle);
        }
        Resends resends = transactional ? null : new Resends();
        Ledger ledger =
                new Ledger(complaints, plan.policy(), new FailureWords(settings.bootstrap()), watchers, resends);
        Outlet outlet = outlet(ledger, watchers);
        if (resends != null) {
            chores.add(() -> resends.drain(connection.producer()));
        }
        Transactions transactions = transactional
                ? new Transactions(
                        connection.producer(), outlet, ledger, plan.batch(), TransactionEnd.of(settings), place)
                : null;
        chores.add(new SplitWatch(connection, ledger::bytes));
        chores.add(complaints::drain);
        if (reports != null) {
            chores.add(reports::flush);
        }
        if (transactions != null) {
            chores.add(transactions::commitIfDue);
        }
        if (transactions != null && file != null) {
            // For people: what counts is the place in the transactions.
            chores.add(() -> show(file, transactions.arrived()));
        }
        if (file != null && reached != null) {
            chores.add(() -> file.write(reached));
        }
        return sent(ledger, transactions == null ? outlet : transactions, transactions, resends, confirmations);
    }

    private void openTopic() {
        topics.tell(watch);
        if (!plan.topic().isEmpty()) {
            plan.creation().ifPresent(creation -> creation.createIfMissing(settings, plan.topic()));
            Topic topic = topics.require(plan.topic());
            topic.check(plan.defaults().partition());
            connection.fit(topic.partitions());
        }
    }

    /** What is sent to, by its ID where the place is kept for another run. */
    private Destination destination() {
        boolean kept = options.delivery.resume != null && !plan.topic().isEmpty();
        return new Destination(plan.topic(), kept ? watch.id(plan.topic()) : Optional.empty());
    }

    private @Nullable TransactionalPosition startTransactions(@Nullable ResumeFile file, Destination destination) {
        try {
            connection.producer().initTransactions();
        } catch (KafkaException e) {
            throw KafkaFailure.explain(e, settings.bootstrap());
        }
        return file == null
                ? null
                : TransactionalPosition.of(
                        String.valueOf(options.delivery.transactionalId), destination, input.resumable());
    }

    /** Goes to where an earlier run got to. */
    private Position start(@Nullable ResumeFile file, @Nullable TransactionalPosition place) throws IOException {
        if (file == null) {
            return new Position(0, 0, 0);
        }
        // In transactions the file only shows the place, and whether it is of the same topic.
        Optional<SavedPosition> shown = file.read();
        Optional<SavedPosition> saved = place == null ? shown : place.read(settings);
        if (saved.isEmpty()) {
            return new Position(0, 0, 0);
        }
        saved.get().check(input.resumable());
        Position start = saved.get().position();
        input.goOn(start);
        if (!options.connection.quiet()) {
            console.say("going on after "
                    + new Origin(input.resumable().name(start.index()), 0, "line").place(start.number()));
        }
        return start;
    }

    private Outlet outlet(Ledger ledger, Watchers watchers) {
        if (options.delivery.dryRun || options.explainedKey != null) {
            String balancer = String.valueOf(options.balancing.balancer);
            return new DryOutlet(topics, ledger, balancer, console.out());
        }
        Outlet outlet = new KafkaOutlet(
                connection.producer(),
                topics,
                ledger,
                largest(),
                watchers,
                !options.delivery.transactional(),
                Squeeze.of(settings));
        if (options.delivery.sync) {
            outlet = new SyncOutlet(outlet, connection.producer());
        }
        Pace pace = options.generator.pace();
        return pace == null ? outlet : new PacedOutlet(outlet, pace, console.stop());
    }

    private int largest() {
        return Integer.parseInt(settings.value("max.request.size").orElse("1048576"));
    }

    private static void show(ResumeFile file, Position arrived) {
        if (arrived.number() > 0) {
            file.write(arrived);
        }
    }

    private ExitStatus sent(
            Ledger ledger,
            Outlet outlet,
            @Nullable Transactions transactions,
            @Nullable Resends resends,
            @Nullable Confirmations confirmations) {
        long begun = System.nanoTime();
        Pump pump = new Pump(input.source(), plan.defaults(), outlet, ledger, console.stop());
        TopicChanges changes = new TopicChanges(watch, () -> giveUp(pump), console::say);
        watch.onNews(changes);
        if (confirmations != null) {
            confirmations.whenBroken(pump::end);
            // Whoever writes the lines may wait for a confirmation before the next one.
            ledger.whenEnded(pump::end);
        }
        watch.start();
        ProgressLine progress = progress(ledger);
        if (progress != null) {
            chores.add(progress::draw);
        }
        Housekeeping housekeeping = new Housekeeping(chores, pump::end, options.report.unbuffered ? 1 : 100);
        UserCodeWatch.start(() -> ledger.counts().read());
        Optional<Failure> trouble = pumped(pump, transactions);
        if (transactions != null) {
            trouble = concluded(transactions, ledger, trouble);
        }
        connection.settle(console.stop());
        Optional<Failure> beside = housekeeping.end();
        if (progress != null) {
            progress.end();
        }
        settled(resends);
        if (transactions != null) {
            // What was acknowledged after the last transaction was given up has not arrived either.
            ledger.aborted();
        }
        // Once more, now that all is settled.
        chores.forEach(Runnable::run);
        // What failed beside the sending may have ended it.
        Optional<Failure> first = changes.failure().or(() -> beside).or(() -> told(confirmations));
        return told(Summary.of(ledger, System.nanoTime() - begun), first.isPresent() ? first : trouble);
    }

    /** Tells the last number, and why it could not be told. */
    private static Optional<Failure> told(@Nullable Confirmations confirmations) {
        if (confirmations == null) {
            return Optional.empty();
        }
        confirmations.close();
        return confirmations.trouble();
    }

    /** Ends the sending; what is in flight has failed then, and a transaction that is open is aborted by its coordinator in time. */
    private void giveUp(Pump pump) {
        pump.end();
        connection.abandon();
    }

    /** Sends again, and waits, until nothing is left to send again. */
    private void settled(@Nullable Resends resends) {
        if (resends == null) {
            return;
        }
        do {
            resends.drain(connection.producer());
            connection.flush();
        } while (resends.any());
    }

    private @Nullable ProgressLine progress(Ledger ledger) {
        if (!options.report.progress || options.connection.quiet()) {
            return null;
        }
        return new ProgressLine(
                console,
                ledger,
                input::done,
                input.size(),
                Terminal.isStandardError() && Terminal.redraws(console.environment()));
    }

    private Optional<Failure> pumped(Pump pump, @Nullable Transactions transactions) {
        try {
            pump.run();
            return Optional.empty();
        } catch (Failure e) {
            return Optional.of(e);
        } catch (KafkaException | IllegalStateException e) {
            // The client itself is at its end: fenced, closed, or out of its mind.
            return Optional.of(
                    transactions == null ? KafkaFailure.explain(e, settings.bootstrap()) : transactions.explained(e));
        }
    }

    private Optional<Failure> concluded(Transactions transactions, Ledger ledger, Optional<Failure> trouble) {
        if (trouble.isPresent()) {
            return transactions.abort(trouble.get()).or(() -> trouble);
        }
        try {
            // What is confirmed line by line has no end that must not be missing: what is read is whole.
            boolean cut = console.stop().requested() || ledger.ended();
            if (cut && !options.delivery.confirm) {
                return transactions.abort(new Failure(
                        ExitStatus.PARTIAL, console.stop().requested() ? "stopped" : "a record was refused"));
            }
            transactions.commit();
            return Optional.empty();
        } catch (Failure e) {
            return Optional.of(e);
        }
    }

    private ExitStatus told(Summary summary, Optional<Failure> trouble) {
        complaints.drain();
        trouble.ifPresent(failure -> console.say(failure.sentence()));
        ExitStatus status = trouble.map(Failure::status).orElseGet(() -> summary.status(complaints.general()));
        boolean notable = status != ExitStatus.OK || console.stop().requested();
        options.report.say(console, summary, notable, options.connection.quiet());
        return status;
    }
}
