package org.kafkamqtt.producer.delivery;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.into.Confirmations;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.kafka.topic.TopicWatch;
import org.kafkamqtt.producer.cluster.Connection;
import org.kafkamqtt.producer.cluster.Topic;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.Complaints;
import org.kafkamqtt.producer.ledger.ProducerVitals;

/** A run with everything open: finds the topic and the position to begin at, sends all records, and reports the outcome. */
final class Delivery {
    private final ProducerSettings settings;
    private final Console console;
    private final Monitor monitor;
    private final Input input;
    private final Complaints complaints;
    private final Connection connection;
    private final Topics topics;
    private final TopicWatch watch;

    Delivery(
            ProducerSettings settings,
            Console console,
            Monitor monitor,
            Input input,
            Complaints complaints,
            Connection connection,
            Topics topics,
            TopicWatch watch) {
        this.settings = settings;
        this.console = console;
        this.monitor = monitor;
        this.input = input;
        this.complaints = complaints;
        this.connection = connection;
        this.topics = topics;
        this.watch = watch;
    }

    ExitStatus run() throws IOException {
        try (Confirmations confirmations =
                settings.output().confirmations(console.out()).orElse(null)) {
            openTopic();
            Parts parts = parts(confirmations);
            parts.confirmations().ifPresent(this::confirm);
            Course course = settings.mode().begin(parts);
            monitor.show(new ProducerVitals(course.ledger(), settings.client().bootstrap(), connection::links));
            return new Transfer(parts, course).run().tell(settings.reports(), console, complaints);
        }
    }

    private Parts parts(@Nullable Confirmations confirmations) {
        return new Parts(
                settings,
                console,
                input,
                complaints,
                connection,
                topics,
                watch,
                settings.output().reports(console.out(), settings.mode().transactional()),
                Optional.ofNullable(confirmations));
    }

    /** Lines that are passed over or kept in the file are settled as well. */
    private void confirm(Confirmations confirmations) {
        input.confirm(confirmations::settle);
        complaints.whenKept(confirmations::settle);
    }

    private void openTopic() {
        topics.tell(watch);
        String name = settings.target().topic();
        if (!name.isEmpty()) {
            settings.target().creation().ifPresent(creation -> creation.createIfMissing(settings.client(), name));
            Topic topic = topics.require(name);
            topic.check(settings.defaults().partition());
            connection.fit(topic.partitions());
        }
    }
}
