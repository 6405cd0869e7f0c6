package org.kafkamqtt.mqtt.broker.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.broker.route.Routes;
import org.kafkamqtt.mqtt.broker.serve.BrokerSettings.NewTopics;
import picocli.CommandLine.Option;

/** Where messages are in Kafka, as typed. */
final class TopicOptions implements OptionSection {
    private static final int MOST_PARTITIONS = 100_000;

    @Override
    public String heading() {
        return "Kafka topics";
    }

    @Option(
            names = "--prefix",
            paramLabel = "NAME",
            description = "begin the names of the broker's own topics with NAME; such as mqtt.messages; one broker"
                    + " serves a prefix (default: mqtt)")
    String prefix = "mqtt";

    @Option(
            names = "--routes",
            paramLabel = "FILE",
            description = "send messages to other topics by the rules of FILE; 'mqtt-broker routes' shows where they go"
                    + " (default: all to the topic PREFIX.messages, with the topic name as key)")
    @Nullable
    Path routes;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "create missing topics of messages with N partitions (default: 12)")
    int partitions = 12;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "create missing topics with N copies of each partition (default: the cluster's"
                    + " default.replication.factor)")
    @Nullable
    Integer replicas;

    @Option(
            names = "--min-insync-replicas",
            paramLabel = "N",
            description = "create missing topics so that N copies must have a message before it is acknowledged"
                    + " (default: the cluster's min.insync.replicas)")
    @Nullable
    Integer minInSync;

    static OptionRules rules() {
        return OptionRules.of()
                .always("--prefix", "--routes", "--partitions", "--replication-factor", "--min-insync-replicas");
    }

    /** @throws Failure status 2 if it is no beginning of the name of a topic */
    String prefix() {
        return Prefix.checked(prefix);
    }

    /** @throws Failure status 2 if there is a file that makes no sense */
    Routes routes() {
        return routes == null ? Routes.standard(prefix()) : Routes.read(routes, prefix());
    }

    /** @throws Failure status 2 if one of them makes no sense */
    NewTopics newTopics() {
        int copies = replicas == null ? -1 : between("--replication-factor", replicas, Short.MAX_VALUE);
        int inSync = minInSync == null ? -1 : between("--min-insync-replicas", minInSync, Short.MAX_VALUE);
        if (copies > 0 && inSync > copies) {
            throw Failure.usage("--min-insync-replicas " + inSync + " of --replication-factor " + copies
                    + " copies can never be in sync: nothing would be acknowledged");
        }
        return new NewTopics(between("--partitions", partitions, MOST_PARTITIONS), copies, inSync);
    }

    private static int between(String option, int typed, int most) {
        if (typed < 1 || typed > most) {
            throw Failure.usage(option + " " + typed + " is not between 1 and " + most);
        }
        return typed;
    }
}
