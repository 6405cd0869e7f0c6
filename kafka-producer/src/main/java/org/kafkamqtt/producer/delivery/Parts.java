package org.kafkamqtt.producer.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.into.Confirmations;
import org.kafkamqtt.kafka.topic.TopicWatch;
import org.kafkamqtt.producer.cluster.ClientConnection;
import org.kafkamqtt.producer.cluster.Connection;
import org.kafkamqtt.producer.cluster.Destination;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.Complaints;
import org.kafkamqtt.producer.ledger.FailureWords;
import org.kafkamqtt.producer.ledger.Followers;
import org.kafkamqtt.producer.ledger.ReachedPosition;
import org.kafkamqtt.producer.ledger.Reports;
import org.kafkamqtt.producer.ledger.ResumeFile;
import org.kafkamqtt.producer.ledger.SavedPosition;
import org.kafkamqtt.producer.record.Origin;
import org.kafkamqtt.producer.record.Position;

/**
 * What either {@link Course} of a delivery is made of, once the topic is known to exist and everything is open.
 *
 * @param reports of records that arrived, if they are wanted
 * @param confirmations of lines, if they are wanted
 */
record Parts(
        ProducerSettings settings,
        Console console,
        Input input,
        Complaints complaints,
        Connection connection,
        Topics topics,
        TopicWatch watch,
        Optional<Reports> reports,
        Optional<Confirmations> confirmations) {
    private static final Position BEGINNING = new Position(0, 0, 0);

    /** The Kafka client of a run that sends through it. */
    ClientConnection client() {
        if (connection instanceof ClientConnection client) {
            return client;
        }
        throw new IllegalStateException("this run has no client");
    }

    FailureWords words() {
        return new FailureWords(settings.client().bootstrap());
    }

    /** The topic sent to, with its ID if the position is kept for another run. */
    Destination destination() {
        String topic = settings.target().topic();
        boolean kept = settings.mode().resume().isPresent() && !topic.isEmpty();
        return new Destination(topic, kept ? watch.id(topic) : Optional.empty());
    }

    ResumeFile resumeFile(Path path, Destination destination) {
        return new ResumeFile(path, destination, input.inputs());
    }

    /** Moves the input to where an earlier run got to, and returns that position. */
    Position goOn(Optional<SavedPosition> saved) throws IOException {
        if (saved.isEmpty()) {
            return BEGINNING;
        }
        saved.get().check(input.inputs());
        Position start = saved.get().position();
        input.goOn(start);
        if (!settings.reports().quiet()) {
            Origin origin = new Origin(input.inputs().name(start.index()), 0, "line");
            console.say("continuing after " + origin.place(start.number()));
        }
        return start;
    }

    Followers followers(Optional<ReachedPosition> reached) {
        return new Followers(reports.orElse(null), reached.orElse(null), confirmations.orElse(null));
    }
}
