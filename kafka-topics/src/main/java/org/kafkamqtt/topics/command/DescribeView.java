package org.kafkamqtt.topics.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.plan.TopicState;
import org.kafkamqtt.topics.show.TopicDetails;
import org.kafkamqtt.topics.work.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How topics are: partitions, leaders, replicas, sizes, settings. */
@Command(
        name = "kafka-topics describe",
        sortOptions = false,
        customSynopsis = "kafka-topics describe -b HOST:PORT [OPTION...] [TOPIC...]",
        description = {
            "",
            "Shows the partitions and settings of topics.",
            "For each partition: leader, replicas, replicas in sync, size, and what is wrong. Elsewhere than on a"
                    + " terminal the fields of a partition are on one line, with its topic and tabs between them.",
            ""
        })
final class DescribeView extends TopicView {
    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..*",
            description = "topics to show; names or patterns such as 'orders-*' (default: all)")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"--internal", "-i"},
            description = "include Kafka's own topics")
    boolean internal;

    @Option(names = "--regex", description = "take each TOPIC as a regular expression; it must match the whole name")
    boolean regex;

    @Mixin
    FilterOptions filters = new FilterOptions();

    @Override
    ExitStatus work(Cluster cluster, Console console) throws IOException {
        Choice choice = names.isEmpty() ? Choice.all(internal) : Choice.of(names, regex, internal);
        Inspection found = Inspection.of(cluster, choice, false, EnumSet.allOf(Cluster.Detail.class));
        return end(
                new TopicDetails(filters.filter(), found.alive()).of(found.topics(), page(console)),
                found.topics().stream().map(TopicState::name).toList(),
                found.failed(),
                console);
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("topics", "TOPIC")
                .essentials(
                        "-b", "--under-replicated-partitions", "--unavailable-partitions", "-i", "--json", "--profile")
                .example("kafka-topics describe -b localhost:9093 orders")
                .example("kafka-topics describe -b localhost:9093 --under-replicated-partitions")
                .example("kafka-topics describe -b localhost:9093 --json orders | jq .configs");
    }

    @Override
    public OptionRules rules() {
        return super.rules().and(FilterOptions.rules()).always("-i", "--regex");
    }
}
