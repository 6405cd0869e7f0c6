package org.kafkamqtt.consumer.options;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.kafka.KafkaSettings;
import picocli.CommandLine.Option;

/** What kind of member of its group the consumer is, as typed. */
final class GroupOptions implements OptionSection {
    @Option(
            names = "--static",
            paramLabel = "NAME",
            description = "join as a static member with this name. This sets group.instance.id: after a crash, the"
                    + " member gets its partitions back at once, and a restart moves no other partitions")
    @Nullable
    String instance;

    @Option(
            names = "--session-timeout",
            paramLabel = "DURATION",
            description = "treat a silent member as dead after DURATION; brokers allow 6s or more (default: 45s)")
    @Nullable
    String sessionTimeout;

    @Option(
            names = "--group-protocol",
            paramLabel = "PROTOCOL",
            description = "use the classic or the consumer protocol; the latter is KIP-848 (default: classic)")
    @Nullable
    String protocol;

    /** The identifier under which the cluster keeps this member's transactions. */
    String transactionalId(String group) {
        return "kafka-consumer-" + group + "-"
                + (instance == null ? UUID.randomUUID().toString() : instance);
    }

    /** The settings, with what was typed added. */
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
            throw Failure.usage("unknown --group-protocol '" + typed + "': use classic or consumer");
        }
        return name;
    }

    private static KafkaSettings withSession(KafkaSettings settings, String text) {
        if (settings.value("group.protocol").orElse("classic").equals("consumer")) {
            throw Failure.usage("--session-timeout is for the classic protocol; with consumer, the broker decides"
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
