package org.kafkamqtt.producer.delivery;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.kafka.topic.TopicWatch;
import org.kafkamqtt.producer.cluster.BalancerPlan;
import org.kafkamqtt.producer.cluster.ClientChoice;
import org.kafkamqtt.producer.cluster.Connection;
import org.kafkamqtt.producer.cluster.PartitionChoice;
import org.kafkamqtt.producer.cluster.SharedAdmin;
import org.kafkamqtt.producer.cluster.StickyChoice;
import org.kafkamqtt.producer.cluster.TopicRules;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.Complaints;
import org.kafkamqtt.producer.outlet.AppenderConnection;

/** One run of the tool: opens everything, delivers, and closes everything. */
public final class Run {
    private Run() {}

    public static ExitStatus of(ProducerSettings settings, Console console) {
        Consumer<String> news = settings.reports().quiet() ? words -> {} : console::say;
        // The first, so that a port in use is noticed before anything is read.
        try (Monitor monitor = Monitor.open(settings.reports().metrics(), console);
                SharedAdmin admin = new SharedAdmin(settings.client());
                TopicWatch watch = watch(settings);
                Input input = settings.output().around(settings.input().open(console.in()), console.out())) {
            TopicRules rules = new TopicRules(admin);
            try (Complaints complaints = new Complaints(console, settings.policy(), rules)) {
                complaints.open();
                try (Connection connection = settings.road().open(settings.client(), console)) {
                    if (connection instanceof AppenderConnection own) {
                        watch.through(own::look);
                    }
                    PartitionChoice.Maker choices = choices(settings, connection, news);
                    Topics topics = new Topics(connection, settings.client(), choices, settings.terms(), rules, admin);
                    ExitStatus status = new Delivery(
                                    settings, console, monitor, input, complaints, connection, topics, watch)
                            .run();
                    choices.remark().ifPresent(news);
                    return status;
                }
            }
        } catch (IOException e) {
            throw Failure.cannot("close", "input or output", e);
        }
    }

    private static PartitionChoice.Maker choices(
            ProducerSettings settings, Connection connection, Consumer<String> news) {
        return settings.balancer()
                .map((BalancerPlan plan) -> (PartitionChoice.Maker) plan.maker(news))
                .orElseGet(() -> withoutBalancer(settings, connection));
    }

    /** The client's own choice: by the client, or as it would choose. */
    private static PartitionChoice.Maker withoutBalancer(ProducerSettings settings, Connection connection) {
        boolean sends = !(settings.sending() instanceof Sending.Nowhere);
        return sends && connection instanceof AppenderConnection own
                ? (topic, partitions) -> new StickyChoice(
                        () -> Math.max(partitions, own.partitionCount(topic)),
                        partition -> own.quiet(topic, partition),
                        own.batchSize())
                : (topic, partitions) -> ClientChoice.INSTANCE;
    }

    /** Watches the topics; if the position is kept for another run, asks for the topic's ID at once. */
    private static TopicWatch watch(ProducerSettings settings) {
        TopicWatch watch = new TopicWatch(settings.client());
        String topic = settings.target().topic();
        if (settings.mode().resume().isPresent() && !topic.isEmpty()) {
            watch.add(List.of(topic));
            watch.prepare();
        }
        return watch;
    }
}
