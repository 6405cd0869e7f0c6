package org.kafkamqtt.producer;

import java.io.IOException;
import java.util.function.Consumer;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.kafka.KafkaSettings;

/** One run of the tool, from what was typed to the exit status. */
final class Run {
    private Run() {}

    static ExitStatus of(ProducerOptions options, KafkaSettings settings, Console console) {
        Consumer<String> news = options.connection.quiet() ? words -> {} : console::say;
        Plan plan = Plan.of(options, settings, news);
        TopicRules rules = new TopicRules(settings);
        try (Input input = Input.open(options, console);
                Complaints complaints = new Complaints(console, plan.policy().file(), rules)) {
            complaints.open();
            try (Connection connection = Connection.open(settings, console)) {
                ExitStatus status =
                        new Delivery(options, plan, settings, console, input, complaints, connection, rules).run();
                plan.choices().remark().ifPresent(news);
                return status;
            }
        } catch (IOException e) {
            throw Failure.cannot("close", "input or output", e);
        }
    }
}
