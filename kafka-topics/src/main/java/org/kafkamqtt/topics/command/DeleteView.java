package org.kafkamqtt.topics.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.work.Deletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes topics. */
@Command(
        name = "kafka-topics delete",
        sortOptions = false,
        customSynopsis = "kafka-topics delete -b HOST:PORT [OPTION...] TOPIC...",
        description = {
            "",
            "Deletes topics with all of their records.",
            "Shows them and asks; where nobody can be asked, --yes is required. Exits when the topics are gone.",
            ""
        })
final class DeleteView extends TopicView {
    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..*",
            description = "topics to delete; names or patterns such as 'orders-*'")
    List<String> names = new ArrayList<>();

    @Mixin
    DeedOptions deed = new DeedOptions();

    @Option(names = "--if-exists", description = "accept topics that do not exist")
    boolean lenient;

    @Option(names = "--regex", description = "take each TOPIC as a regular expression; it must match the whole name")
    boolean regex;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "wait until they are gone for DURATION; a bare number is in seconds (default: 30s)")
    String timeout = "30s";

    private Duration limit = Duration.ZERO;

    @Override
    void check() {
        named(names);
        limit = Quantity.duration(timeout, "s");
    }

    @Override
    Duration answer() {
        return Duration.ofSeconds(30);
    }

    @Override
    ExitStatus work(Cluster cluster, Console console) throws IOException {
        return end(
                new Deletion(Choice.of(names, regex, false), lenient)
                        .run(cluster, desk(console), deed.consent(), () -> new StopPatience(console.stop(), limit)),
                console);
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("topics", "TOPIC")
                .essentials("-b", "-y", "--dry-run", "--if-exists", "--regex", "--json", "--profile")
                .status(ExitStatus.FAILED, "the answer was no, or the cluster refuses it")
                .status(ExitStatus.TIMED_OUT, "accepted, but the topic is still there")
                .example("kafka-topics delete -b localhost:9093 orders")
                .example("kafka-topics delete -b localhost:9093 --dry-run 'orders-*'")
                .example("kafka-topics delete -b localhost:9093 --yes --if-exists orders-eu orders-us");
    }

    @Override
    public OptionRules rules() {
        return super.rules()
                .always("-y", "--dry-run", "--if-exists", "--regex", "--timeout")
                .excludes("--dry-run", "--yes", "--timeout");
    }
}
