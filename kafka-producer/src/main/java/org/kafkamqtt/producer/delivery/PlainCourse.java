package org.kafkamqtt.producer.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.producer.cluster.ClientConnection;
import org.kafkamqtt.producer.cluster.Connection;
import org.kafkamqtt.producer.ledger.Followers;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.ledger.ReachedPosition;
import org.kafkamqtt.producer.ledger.Resends;
import org.kafkamqtt.producer.ledger.ResumeFile;
import org.kafkamqtt.producer.outlet.Outlet;
import org.kafkamqtt.producer.record.Position;

/**
 * A delivery in which a record counts as soon as it is acknowledged.
 *
 * @param resends records to be sent again, since they were refused only because of others
 * @param place writes how far the run has got, if that is kept
 */
record PlainCourse(
        Outlet outlet,
        Ledger ledger,
        Connection connection,
        String bootstrap,
        Resends resends,
        Optional<Runnable> place)
        implements Course {

    /** Begins at the position in the file. */
    static Course begin(Parts parts, Optional<Path> resume) throws IOException {
        Resends resends = new Resends();
        if (resume.isEmpty()) {
            return of(parts, Optional.empty(), resends, Optional.empty());
        }
        ResumeFile file = parts.resumeFile(resume.get(), parts.destination());
        Position start = parts.goOn(file.read());
        ReachedPosition reached = new ReachedPosition(start);
        return of(parts, Optional.of(reached), resends, Optional.of(() -> file.write(reached)));
    }

    private static Course of(
            Parts parts, Optional<ReachedPosition> reached, Resends resends, Optional<Runnable> place) {
        ProducerSettings settings = parts.settings();
        Followers followers = parts.followers(reached);
        Ledger ledger = Ledger.atOnce(parts.complaints(), settings.policy(), parts.words(), followers, resends);
        return new PlainCourse(
                settings.sending().outlet(parts, ledger, followers),
                ledger,
                parts.connection(),
                settings.client().bootstrap(),
                resends,
                place);
    }

    @Override
    public List<Runnable> chores() {
        List<Runnable> chores = new ArrayList<>();
        if (connection instanceof ClientConnection client) {
            chores.add(() -> resends.drain(client.producer()));
        }
        place.ifPresent(chores::add);
        return chores;
    }

    @Override
    public Failure explain(RuntimeException thrown) {
        return KafkaFailure.explain(thrown, bootstrap);
    }

    @Override
    public Optional<Failure> conclude(Optional<Failure> trouble, boolean stopped) {
        return trouble;
    }

    /** Sends records again, and waits, until none is left to send again. */
    @Override
    public void settle() {
        do {
            if (connection instanceof ClientConnection client) {
                resends.drain(client.producer());
            }
            connection.flush();
        } while (resends.any());
    }
}
