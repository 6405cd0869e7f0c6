package org.kafkamqtt.topics.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.TopicState;
import org.kafkamqtt.topics.show.TopicList;
import org.kafkamqtt.topics.work.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which topics there are. */
@Command(
        name = "kafka-topics list",
        sortOptions = false,
        customSynopsis = "kafka-topics list -b HOST:PORT [OPTION...] [TOPIC...]",
        description = {
            "",
            "Lists topics.",
            "The columns are name, partitions, replicas of each, and what is wrong: a table on a terminal, elsewhere"
                    + " with tabs between them.",
            ""
        })
final class ListView extends TopicView {
    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..*",
            description = "topics to list; names or patterns such as 'orders-*' (default: all)")
    List<String> names = new ArrayList<>();

    @Option(names = "--names", description = "print names only")
    boolean only;

    @Option(names = "--size", description = "show the size of each topic; of one copy, as far as brokers tell")
    boolean size;

    @Option(
            names = {"--internal", "-i"},
            description = "include Kafka's own topics")
    boolean internal;

    @Option(names = "--regex", description = "take each TOPIC as a regular expression; it must match the whole name")
    boolean regex;

    @Override
    ExitStatus work(Cluster cluster, Console console) throws IOException {
        Choice choice = names.isEmpty() ? Choice.all(internal) : Choice.of(names, regex, internal);
        if (only) {
            Inspection.Named found = Inspection.named(cluster, choice, false);
            return end(
                    TopicList.names(found.topics(), page(console)),
                    found.topics().stream().map(Listing::name).toList(),
                    found.failed(),
                    console);
        }
        Inspection found = Inspection.of(cluster, choice, false, size ? Set.of(Cluster.Detail.SIZES) : Set.of());
        return end(
                TopicList.of(found.topics(), found.alive(), size, page(console)),
                found.topics().stream().map(TopicState::name).toList(),
                found.failed(),
                console);
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("topics", "TOPIC")
                .essentials("-b", "--size", "--names", "-i", "--json", "--profile")
                .example("kafka-topics list -b localhost:9093")
                .example("kafka-topics list -b localhost:9093 --size 'orders-*'")
                .example("kafka-topics list -b localhost:9093 --json | jq 'select(.underReplicated > 0)'");
    }

    @Override
    public OptionRules rules() {
        return super.rules().always("--names", "--size", "-i", "--regex").excludes("--names", "--size");
    }
}
