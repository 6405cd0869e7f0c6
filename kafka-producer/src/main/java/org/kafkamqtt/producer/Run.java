package org.kafkamqtt.producer;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.topic.TopicWatch;
import org.kafkamqtt.producer.cluster.Connection;
import org.kafkamqtt.producer.cluster.SharedAdmin;
import org.kafkamqtt.producer.cluster.TopicRules;
import org.kafkamqtt.producer.cluster.Topics;
import org.kafkamqtt.producer.ledger.Complaints;

/** One run of the tool, from what was typed to the exit status. */
final class Run {
    private Run() {}

    static ExitStatus of(ProducerOptions options, KafkaSettings settings, Console console) {
        Consumer<String> news = options.connection.quiet() ? words -> {} : console::say;
        Plan plan = Plan.of(options, settings, news);
        try (SharedAdmin admin = new SharedAdmin(settings);
                TopicWatch watch = watch(options, plan, settings);
                Input input = Input.open(options, console)) {
            TopicRules rules = new TopicRules(admin);
            try (Complaints complaints = new Complaints(console, plan.policy(), rules)) {
                complaints.open();
                try (Connection connection = Connection.open(settings, console)) {
                    Topics topics = new Topics(connection, settings, plan.choices(), rules, admin);
                    ExitStatus status = new Delivery(
                                    options, plan, settings, console, input, complaints, connection, topics, watch)
                            .run();
                    plan.choices().remark().ifPresent(news);
                    return status;
                }
            }
        } catch (IOException e) {
            throw Failure.cannot("close", "input or output", e);
        }
    }

    /** Watches the topics; where the place is kept for another run, asks at once which one that is. */
    private static TopicWatch watch(ProducerOptions options, Plan plan, KafkaSettings settings) {
        TopicWatch watch = new TopicWatch(settings);
        if (options.delivery.resume != null && !plan.topic().isEmpty()) {
            watch.add(List.of(plan.topic()));
            watch.prepare();
        }
        return watch;
    }
}
