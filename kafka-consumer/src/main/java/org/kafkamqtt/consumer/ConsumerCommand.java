package org.kafkamqtt.consumer;

import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.consumer.options.ConsumerOptions;
import org.kafkamqtt.consumer.settings.ConsumerSettings;
import org.kafkamqtt.consumer.settings.Membership;

/** The command {@code kafka-consumer}: one run with the settings that were typed. */
final class ConsumerCommand extends ConsumerOptions {
    @Override
    protected ExitStatus run(ConsumerSettings settings, Console console) throws Exception {
        return settings.member() instanceof Membership.Shared group
                ? new ShareRun(settings, group, console, new KafkaClients()).run()
                : new Run(settings, console, new KafkaClients()).run();
    }
}
