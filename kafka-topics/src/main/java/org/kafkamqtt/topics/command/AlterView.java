package org.kafkamqtt.topics.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Assignment;
import org.kafkamqtt.topics.plan.Change;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.plan.GrowthRule;
import org.kafkamqtt.topics.work.Alteration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes topics. */
@Command(
        name = "kafka-topics alter",
        sortOptions = false,
        customSynopsis = "kafka-topics alter -b HOST:PORT [OPTION...] TOPIC...",
        description = {
            "",
            "Adds partitions to topics, or changes their settings.",
            "Partitions cannot be taken away again, and with more of them keys move: a warning says how many.",
            ""
        })
final class AlterView extends TopicView {
    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..*",
            description = "topics to change; names or patterns such as 'orders-*'")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-p", "--partitions"},
            paramLabel = "N",
            description = "grow to N partitions")
    @Nullable
    Integer partitions;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "NAME=VALUE",
            description = "set a property of the topic; such as retention.ms=3600000; repeatable")
    List<String> configs = new ArrayList<>();

    @Option(
            names = "--delete-config",
            paramLabel = "NAME",
            description = "return a property to the cluster's default; repeatable")
    List<String> resets = new ArrayList<>();

    @Option(
            names = "--replica-assignment",
            paramLabel = "ID:ID,...",
            description = "name the brokers of each partition; old ones included, which stay where they are")
    @Nullable
    String assignment;

    @Option(names = "--if-exists", description = "accept topics that do not exist")
    boolean lenient;

    @Option(names = "--regex", description = "take each TOPIC as a regular expression; it must match the whole name")
    boolean regex;

    @Option(names = "--dry-run", description = "change nothing; ask the cluster whether it would")
    boolean dry;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "wait for new partitions for DURATION; a bare number is in seconds (default: 30s)")
    String timeout = "30s";

    @Mixin
    GrowthOptions growth = new GrowthOptions();

    private Change change = new Change(OptionalInt.empty(), Optional.empty(), new TreeMap<>(), List.of());
    private GrowthRule rule = GrowthRule.unknown();
    private Duration limit = Duration.ZERO;

    @Override
    void check() {
        named(names);
        limit = Quantity.duration(timeout, "s");
        change = change(partitions, assignment, configs, resets);
        rule = growth.rule();
    }

    static Change change(
            @Nullable Integer partitions, @Nullable String assignment, List<String> configs, List<String> resets) {
        if (partitions == null && configs.isEmpty() && resets.isEmpty()) {
            throw Failure.usage("nothing to change: give --partitions, --config or --delete-config");
        }
        return new Change(
                count("--partitions", partitions, CreateView.MOST_PARTITIONS),
                Optional.ofNullable(assignment).map(Assignment::parse),
                settings(configs),
                resets);
    }

    @Override
    Duration answer() {
        return Duration.ofSeconds(30);
    }

    @Override
    ExitStatus work(Cluster cluster, Console console) throws IOException {
        return end(
                new Alteration(Choice.of(names, regex, false), lenient, change, rule)
                        .run(cluster, desk(console), dry, new StopPatience(console.stop(), limit)),
                console);
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("topics", "TOPIC")
                .values("--balancer", Balancers::names)
                .essentials("-b", "-p", "-c", "--delete-config", "--balancer", "--dry-run", "--json", "--profile")
                .status(ExitStatus.FAILED, "the cluster refuses it")
                .status(ExitStatus.TIMED_OUT, "accepted, but new partitions are not there")
                .example("kafka-topics alter -b localhost:9093 orders -p 12 --balancer murmur2")
                .example("kafka-topics alter -b localhost:9093 orders -c retention.ms=3600000")
                .example("kafka-topics alter -b localhost:9093 --dry-run -p 12 'orders-*'");
    }

    @Override
    public OptionRules rules() {
        return super.rules()
                .and(GrowthOptions.rules())
                .always("-p", "-c", "--delete-config", "--if-exists", "--regex", "--dry-run")
                .needs("--replica-assignment", "--partitions")
                .needs("--timeout", "--partitions")
                .excludes("--dry-run", "--timeout");
    }
}
