package org.kafkamqtt.topics.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Assignment;
import org.kafkamqtt.topics.plan.NewTopicPlan;
import org.kafkamqtt.topics.work.Creation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates topics. */
@Command(
        name = "kafka-topics create",
        sortOptions = false,
        customSynopsis = "kafka-topics create -b HOST:PORT [OPTION...] TOPIC...",
        description = {
            "",
            "Creates topics.",
            "Exits when every partition has a leader that answers, so that records can be sent at once.",
            ""
        })
final class CreateView extends TopicView {
    static final int MOST_PARTITIONS = 1_000_000;

    @Parameters(paramLabel = "TOPIC", arity = "0..*", description = "topics to create")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-p", "--partitions"},
            paramLabel = "N",
            description = "create N partitions (default: the cluster's num.partitions)")
    @Nullable
    Integer partitions;

    @Option(
            names = {"-r", "--replication-factor"},
            paramLabel = "N",
            description = "keep N copies of each partition (default: the cluster's default.replication.factor)")
    @Nullable
    Integer replicas;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "NAME=VALUE",
            description = "set a property of the topic; such as retention.ms=3600000; repeatable")
    List<String> configs = new ArrayList<>();

    @Option(
            names = "--replica-assignment",
            paramLabel = "ID:ID,...",
            description = "name the brokers of each partition; such as 1:2,2:3 for two partitions with two copies each")
    @Nullable
    String assignment;

    @Option(names = "--if-not-exists", description = "accept topics that exist")
    boolean lenient;

    @Option(names = "--dry-run", description = "create nothing; ask the cluster whether it would")
    boolean dry;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "wait for leaders for DURATION; a bare number is in seconds (default: 30s)")
    String timeout = "30s";

    private NewTopicPlan plan =
            new NewTopicPlan("", OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), new TreeMap<>());
    private Duration limit = Duration.ZERO;

    @Override
    void check() {
        named(names);
        limit = Quantity.duration(timeout, "s");
        plan = new NewTopicPlan(
                "",
                count("--partitions", partitions, MOST_PARTITIONS),
                count("--replication-factor", replicas, Short.MAX_VALUE),
                Optional.ofNullable(assignment).map(Assignment::parse),
                settings(configs));
    }

    @Override
    Duration answer() {
        return Duration.ofSeconds(30);
    }

    @Override
    ExitStatus work(Cluster cluster, Console console) throws IOException {
        List<NewTopicPlan> plans = names.stream().distinct().map(plan::named).toList();
        return end(
                new Creation(plans, lenient).run(cluster, desk(console), dry, new StopPatience(console.stop(), limit)),
                console);
    }

    @Override
    public Guide guide() {
        return super.guide()
                .essentials("-b", "-p", "-r", "-c", "--if-not-exists", "--dry-run", "--json", "--profile")
                .status(ExitStatus.FAILED, "the topic exists, or the cluster refuses it")
                .status(ExitStatus.TIMED_OUT, "created, but not all partitions have a leader")
                .example("kafka-topics create -b localhost:9093 orders -p 6 -r 3 -c retention.ms=3600000")
                .example("kafka-topics create -b localhost:9093 --if-not-exists -p 12 orders-eu orders-us")
                .example("kafka-topics create -b localhost:9093 --dry-run -p 6 orders");
    }

    @Override
    public OptionRules rules() {
        return super.rules()
                .always("-p", "-r", "-c", "--replica-assignment", "--if-not-exists", "--dry-run", "--timeout")
                .excludes("--replica-assignment", "--partitions", "--replication-factor")
                .excludes("--dry-run", "--timeout");
    }
}
