package org.kafkamqtt.consumer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.AppInfoParser;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.Tally;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.OwnedProperty;
import org.kafkamqtt.kafka.options.ConnectionOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code kafka-consumer}. */
@Command(
        name = "kafka-consumer",
        sortOptions = false,
        customSynopsis = "kafka-consumer -b HOST:PORT [OPTION...] TOPIC...",
        description = {
            "",
            "Reads records from Kafka and writes them to standard output. In a group (-g) exactly what was written is"
                    + " committed: the next run goes on with the next record.",
            "As the first word, groups, lag or offsets shows groups, how far they are behind, and the offsets of"
                    + " topics: kafka-consumer lag --help.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  kafka-consumer -b localhost:9093 -e readings",
            "  kafka-consumer -b localhost:9093 -g archive -J readings >> readings.jsonl",
            "  kafka-consumer -b localhost:9093 -t orders -p 0,2-5 -o -10 -e -f '%%p %%o %%k %%s\\n'",
            "  kafka-consumer -b localhost:9093 -o @-1h -e -J orders | jq .value",
            "  kafka-consumer -b localhost:9093 -g bridge --into 'mqtt-publish -J --confirm' home"
        })
final class ConsumerOptions implements ToolCommand {
    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "what to read; repeatable",
            order = 1)
    List<String> named = new ArrayList<>();

    @Parameters(paramLabel = "TOPIC", arity = "0..*", description = "what to read, as -t")
    List<String> positional = new ArrayList<>();

    @Mixin
    final SelectOptions select = new SelectOptions();

    @Mixin
    final OutputOptions output = new OutputOptions();

    @Mixin
    final DeliveryOptions delivery = new DeliveryOptions();

    @Mixin
    final GroupOptions member = new GroupOptions();

    @Mixin
    final BalancingOptions balancing = new BalancingOptions();

    @Mixin
    final EnduranceOptions endurance = new EnduranceOptions();

    @Mixin
    final ShareOptions share = new ShareOptions();

    @Mixin
    final DedupeOptions duplicates = new DedupeOptions();

    @Mixin
    final ProgressOptions progress = new ProgressOptions();

    @Mixin
    final DecodingOptions decoding = new DecodingOptions();

    @Mixin
    final Colours colours = new Colours();

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--summary",
            paramLabel = "text|json|none",
            defaultValue = "none",
            description = "say at the end on standard error what became of the records (default: none)")
    String summary = "none";

    @Option(names = "-C", hidden = true, description = "kcat's consumer mode: what this tool does anyway")
    boolean consumerMode;

    private String bootstrap = "";

    @Override
    public ExitStatus run(Console console) throws Exception {
        if (balancing.key == null) {
            balancing.key = connection.takeKeyWithoutCertificate().orElse(null);
        }
        KafkaSettings given = connection.settings(ClientKind.CONSUMER, console);
        OwnedProperty.refuse(OwnedProperties.of(select.group != null), given);
        KafkaSettings settings = ClientSettings.complete(member.settings(given), select);
        bootstrap = settings.bootstrap();
        if (!Set.of("text", "json", "none").contains(summary)) {
            throw Failure.usage("--summary '" + summary + "' is none of text, json and none");
        }
        if (connection.showConfig()) {
            console.out().write(settings.show().getBytes(StandardCharsets.UTF_8));
            return ExitStatus.OK;
        }
        return share.wanted(this)
                ? new ShareRun(this, settings, console).run()
                : new Run(this, settings, console).run();
    }

    /** The records to hand over: those that hold all conditions, and have the key. */
    RecordFilter filter() {
        RecordFilter conditions = select.filter();
        return balancing
                .keyBytes()
                .map(key -> conditions.and(record -> Arrays.equals(key, record.key())))
                .orElse(conditions);
    }

    /** Says what became of the records, if that is wanted. */
    void summarise(Console console, Tally.Counts counts, Optional<Long> duplicates) {
        switch (summary) {
            case "none" -> {}
            case "json" ->
                console.err()
                        .println("{" + counts.jsonMembers()
                                + duplicates.map(n -> ",\"duplicates\":" + n).orElse("") + "}");
            default ->
                console.say(counts.text()
                        + duplicates
                                .map(n -> ", " + n + " duplicates among those skipped")
                                .orElse(""));
        }
    }

    /** The topics, each once, in the order they were typed. */
    List<String> topics() {
        Set<String> topics = new LinkedHashSet<>(named);
        topics.addAll(positional);
        if (!topics.isEmpty() && select.include != null) {
            throw Failure.usage("--include finds topics by itself: leave out "
                    + topics.iterator().next());
        }
        if (topics.isEmpty() && select.include == null) {
            throw Failure.usage("no topic: give -t TOPIC or --include REGEX");
        }
        return List.copyOf(topics);
    }

    @Override
    public OptionRules rules() {
        return ConsumerRules.TABLE;
    }

    @Override
    public int verbosity() {
        return connection.verbosity();
    }

    @Override
    public String instead(String option) {
        return option.equals("-L") ? "'kafka-consumer offsets' for topics and 'kafka-consumer groups' for groups" : "";
    }

    @Override
    public Failure explain(Throwable cause) {
        return KafkaFailure.explain(cause, bootstrap);
    }

    @Override
    public String client() {
        return "kafka-clients " + AppInfoParser.getVersion();
    }
}
