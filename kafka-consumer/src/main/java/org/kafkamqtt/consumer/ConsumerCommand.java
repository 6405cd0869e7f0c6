package org.kafkamqtt.consumer;

import java.util.Map;
import java.util.function.Supplier;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.metrics.Monitor;
import org.kafkamqtt.consumer.options.ConsumerOptions;
import org.kafkamqtt.consumer.settings.ConsumerSettings;
import org.kafkamqtt.consumer.settings.Membership;
import org.kafkamqtt.consumer.view.View;

/** The command {@code kafka-consumer}: one run with the settings that were typed. */
final class ConsumerCommand extends ConsumerOptions {
    /** Only the first word is a view's name: {@code -t groups} reads a topic of that name. */
    @Override
    public Map<String, Supplier<ToolCommand>> views() {
        return View.ALL;
    }

    @Override
    protected ExitStatus run(ConsumerSettings settings, Console console) throws Exception {
        // The first, so that a port in use is noticed before anything is read.
        try (Monitor monitor = Monitor.open(settings.reports().metrics(), console)) {
            return settings.member() instanceof Membership.Shared group
                    ? new ShareRun(settings, group, console, monitor, new KafkaClients()).run()
                    : new Run(settings, console, monitor, new KafkaClients()).run();
        }
    }
}
