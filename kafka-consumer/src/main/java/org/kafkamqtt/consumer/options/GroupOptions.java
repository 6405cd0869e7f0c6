package org.kafkamqtt.consumer.options;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.kafka.KafkaSettings;
import picocli.CommandLine.Option;

/** How the consumer is a member of its group, as typed. */
final class GroupOptions implements OptionSection {
    @Option(
            names = "--static",
            paramLabel = "NAME",
            description = "a name of its own within the group (group.instance.id): after a crash it gets its"
                    + " partitions back at once, and a restart moves no others")
    @Nullable
    String instance;

    @Option(
            names = "--session-timeout",
            paramLabel = "DURATION",
            description = "a member that is silent for so long is dead (default: 45s; brokers allow 6s or more)")
    @Nullable
    String sessionTimeout;

    @Option(
            names = "--group-protocol",
            paramLabel = "PROTOCOL",
            description = "classic or consumer (KIP-848); default: classic")
    @Nullable
    String protocol;

    /** By which the cluster knows the transactions of this member. */
    String transactionalId(String group) {
        return "kafka-consumer-" + group + "-"
                + (instance == null ? UUID.randomUUID().toString() : instance);
    }

    /** The settings with what was typed. */
    KafkaSettings settings(KafkaSettings typed) {
        KafkaSettings settings =
                protocol == null ? typed : typed.chosen("group.protocol", protocol(protocol), "--group-protocol");
        if (instance != null) {
            settings = settings.chosen("group.instance.id", instance, "--static");
        }
        return sessionTimeout == null ? settings : withSession(settings, sessionTimeout);
    }

    private static String protocol(String typed) {
        String name = typed.toLowerCase(Locale.ROOT);
        if (!name.equals("classic") && !name.equals("consumer")) {
            throw Failure.usage("--group-protocol '" + typed + "' is neither classic nor consumer");
        }
        return name;
    }

    private static KafkaSettings withSession(KafkaSettings settings, String text) {
        if (settings.value("group.protocol").orElse("classic").equals("consumer")) {
            throw Failure.usage("--session-timeout is for the classic protocol; under consumer the broker decides"
                    + " (group.consumer.session.timeout.ms)");
        }
        long millis = Quantity.duration(text, "s").toMillis();
        return settings.chosen("session.timeout.ms", Long.toString(millis), "--session-timeout")
                .withDefault("heartbeat.interval.ms", Long.toString(Math.max(1, Math.min(3000, millis / 3))));
    }

    @Override
    public String heading() {
        return "Group";
    }
}
