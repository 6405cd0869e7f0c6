package org.kafkamqtt.topics.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.TimeWords;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.work.Trimming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deletes old records. */
@Command(
        name = "kafka-topics trim",
        sortOptions = false,
        customSynopsis = "kafka-topics trim -b HOST:PORT --before TIME [OPTION...] TOPIC...",
        description = {
            "",
            "Deletes the records of topics up to a time.",
            "In each partition, those before the first record that is as late. Shows how many and asks; where nobody"
                    + " can be asked, --yes is required.",
            ""
        })
final class TrimView extends TopicView {
    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..*",
            description = "topics to trim; names or patterns such as 'orders-*'")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--before",
            paramLabel = "TIME",
            description = "delete what is before TIME: -1h, 2026-01-31, 2026-01-31T10:00:00Z, now, milliseconds")
    @Nullable
    String before;

    @Mixin
    DeedOptions deed = new DeedOptions();

    @Option(names = "--if-exists", description = "accept topics that do not exist")
    boolean lenient;

    @Option(names = "--regex", description = "take each TOPIC as a regular expression; it must match the whole name")
    boolean regex;

    private long time;

    @Override
    void check() {
        named(names);
        if (before == null) {
            throw Failure.usage("no time: give --before TIME, such as -7d");
        }
        String words = before;
        time = new TimeWords(System.currentTimeMillis())
                .millis(words)
                .orElseThrow(() -> Failure.usage("'" + words + "' is not a time such as -1h or 2026-01-31T10:00:00Z"));
    }

    @Override
    Duration answer() {
        return Duration.ofSeconds(30);
    }

    @Override
    ExitStatus work(Cluster cluster, Console console) throws IOException {
        return end(
                new Trimming(Choice.of(names, regex, false), lenient, time).run(cluster, desk(console), deed.consent()),
                console);
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("topics", "TOPIC")
                .essentials("-b", "--before", "-y", "--dry-run", "--json", "--profile")
                .status(ExitStatus.FAILED, "the answer was no, or the cluster refuses it")
                .example("kafka-topics trim -b localhost:9093 --before -7d orders")
                .example("kafka-topics trim -b localhost:9093 --before 2026-01-31 --dry-run 'orders-*'")
                .example("kafka-topics trim -b localhost:9093 --before now --yes scratch");
    }

    @Override
    public OptionRules rules() {
        return super.rules()
                .always("--before", "-y", "--dry-run", "--if-exists", "--regex")
                .excludes("--dry-run", "--yes");
    }
}
