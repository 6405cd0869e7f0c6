package org.kafkamqtt.producer.delivery;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.producer.cluster.Destination;
import org.kafkamqtt.producer.ledger.Followers;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.ResumeFile;
import org.kafkamqtt.producer.ledger.TransactionalPosition;
import org.kafkamqtt.producer.outlet.Outlet;
import org.kafkamqtt.producer.outlet.TransactionEnd;
import org.kafkamqtt.producer.outlet.Transactions;
import org.kafkamqtt.producer.record.Position;

/**
 * A delivery in which a record counts when its transaction is committed.
 *
 * @param byLine whether lines are confirmed one by one to their writer
 * @param shown the file that shows people how far the run has got; the position that counts is in the transactions
 */
record TransactionalCourse(Transactions transactions, Ledger ledger, boolean byLine, Optional<ResumeFile> shown)
        implements Course {

    /** Fences earlier runs, and continues where the last transaction ended. */
    static Course begin(Parts parts, Mode.InTransactions mode) throws IOException {
        String bootstrap = parts.settings().client().bootstrap();
        Destination destination = parts.destination();
        Optional<ResumeFile> file = mode.resume().map(path -> parts.resumeFile(path, destination));
        fence(parts, bootstrap);
        if (file.isEmpty()) {
            return of(parts, mode, Optional.empty(), file);
        }
        TransactionalPosition place =
                TransactionalPosition.of(mode.id(), destination, parts.input().inputs());
        // The file is read only to check that it is of the same topic.
        file.get().read();
        parts.goOn(place.read(parts.settings().client()));
        return of(parts, mode, Optional.of(place), file);
    }

    private static void fence(Parts parts, String bootstrap) {
        try {
            parts.client().producer().initTransactions();
        } catch (KafkaException e) {
            throw KafkaFailure.explain(e, bootstrap);
        }
    }

    private static Course of(
            Parts parts, Mode.InTransactions mode, Optional<TransactionalPosition> place, Optional<ResumeFile> shown) {
        ProducerSettings settings = parts.settings();
        Followers followers = parts.followers(Optional.empty());
        Ledger ledger = Ledger.atCommit(parts.complaints(), settings.policy(), parts.words(), followers);
        Transactions transactions = new Transactions(
                parts.client().producer(),
                settings.sending().outlet(parts, ledger, followers),
                ledger,
                mode.batch(),
                TransactionEnd.of(settings.client()),
                place.orElse(null),
                System::nanoTime);
        return new TransactionalCourse(
                transactions, ledger, parts.confirmations().isPresent(), shown);
    }

    @Override
    public Outlet outlet() {
        return transactions;
    }

    @Override
    public List<Runnable> chores() {
        return List.of(transactions::commitIfDue, this::show);
    }

    private void show() {
        Position arrived = transactions.arrived();
        if (arrived.number() > 0) {
            shown.ifPresent(file -> file.write(arrived));
        }
    }

    @Override
    public Failure explain(RuntimeException thrown) {
        return transactions.explain(thrown);
    }

    @Override
    public Optional<Failure> conclude(Optional<Failure> trouble, boolean stopped) {
        if (trouble.isPresent()) {
            return transactions.abort(trouble.get()).or(() -> trouble);
        }
        try {
            // Lines confirmed one by one need no end of the input: every line that was read is whole.
            if (!byLine && (stopped || ledger.ended())) {
                String why = stopped ? "stopped" : "a record was refused";
                return transactions.abort(new Failure(ExitStatus.PARTIAL, why));
            }
            transactions.commit();
            return Optional.empty();
        } catch (Failure e) {
            return Optional.of(e);
        }
    }

    /** Records acknowledged after the last transaction was given up have not arrived either. */
    @Override
    public void settle() {
        ledger.aborted();
    }
}
