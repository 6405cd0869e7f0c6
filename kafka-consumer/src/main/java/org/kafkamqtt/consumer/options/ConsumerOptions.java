package org.kafkamqtt.consumer.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.consumer.format.PartitionEnds;
import org.kafkamqtt.consumer.format.Surroundings;
import org.kafkamqtt.consumer.read.ReadSettings;
import org.kafkamqtt.consumer.select.OffsetPlan;
import org.kafkamqtt.consumer.select.RecordFilter;
import org.kafkamqtt.consumer.settings.ConsumerSettings;
import org.kafkamqtt.consumer.settings.Destination;
import org.kafkamqtt.consumer.settings.Membership;
import org.kafkamqtt.consumer.settings.PartitionChoice;
import org.kafkamqtt.consumer.settings.RecordForm;
import org.kafkamqtt.consumer.settings.Road;
import org.kafkamqtt.consumer.settings.Selection;
import org.kafkamqtt.consumer.settings.TopicChoice;
import org.kafkamqtt.consumer.settings.Verification;
import org.kafkamqtt.consumer.settings.Writing;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.OwnedProperty;
import org.kafkamqtt.kafka.options.ConnectionOptions;
import org.kafkamqtt.kafka.options.KafkaCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code kafka-consumer}: what was typed, and the settings made of it. */
@Command(
        name = "kafka-consumer",
        sortOptions = false,
        customSynopsis = "kafka-consumer -b HOST:PORT [OPTION...] TOPIC...",
        description = {
            "",
            "Reads records from Kafka and writes them to standard output. In a group (-g), exactly what was written is"
                    + " committed: the next run continues with the next record.",
            "With groups, lag or offsets as its first word, it shows consumer groups, how far they are behind, or the"
                    + " offsets of topics: see kafka-consumer lag --help.",
            ""
        })
public abstract class ConsumerOptions extends KafkaCommand {
    /** The longest time between two polls of a member unless one was typed: Kafka's default. */
    private static final Duration POLL_INTERVAL = Duration.ofMinutes(5);

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "read this topic; repeatable",
            order = 1)
    List<String> named = new ArrayList<>();

    @Parameters(paramLabel = "TOPIC", arity = "0..*", description = "read this topic, as with -t; repeatable")
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
            description = "print a one-line summary on standard error (default: none)")
    String summary = "none";

    @Option(
            names = "--kafka-client",
            description =
                    "read through the Kafka client; slower, and only for comparison: what needs it, such as --share"
                            + " or -X interceptor.classes, chooses it by itself")
    boolean kafkaClient;

    @Option(names = "-C", hidden = true, description = "kcat's consumer mode: what this tool does anyway")
    boolean consumerMode;

    /** Carries out the run that these settings describe. */
    protected abstract ExitStatus run(ConsumerSettings settings, Console console) throws Exception;

    @Override
    protected final ConnectionOptions connection() {
        return connection;
    }

    @Override
    protected final KafkaSettings settings(Console console) {
        if (balancing.key == null) {
            balancing.key = connection.takeKeyWithoutCertificate().orElse(null);
        }
        KafkaSettings given = connection.settings(ClientKind.CONSUMER, console);
        OwnedProperty.refuse(OwnedProperties.of(select.group != null), given);
        return ClientSettings.complete(select.settings(member.settings(given)));
    }

    @Override
    protected final ExitStatus run(KafkaSettings client, Console console) throws Exception {
        ConsumerSettings settings = settings(client, style(), colours.wanted(console, Terminal.isStandardOutput()));
        if (connection.verbosity() > 0) {
            console.say(settings.road().words());
        }
        return run(settings, console);
    }

    private SummaryStyle style() {
        return SummaryStyle.named(summary)
                .filter(style -> style != SummaryStyle.AUTO)
                .orElseThrow(() -> Failure.usage("unknown --summary '" + summary + "': use text, json or none"));
    }

    /** Turns what was typed into settings, complete and checked: the one place that decides. */
    private ConsumerSettings settings(KafkaSettings client, SummaryStyle style, boolean coloured) {
        Optional<Membership.Shared> shared = share.membership(this);
        Membership membership = shared.<Membership>map(group -> group).orElseGet(this::membership);
        List<String> topics = topics();
        Selection selection = selection(topics, shared.isPresent());
        Optional<Verification> verification = balancing.verification();
        Destination destination = delivery.destination(topics, this, client, verification, coloured);
        return new ConsumerSettings(
                client,
                Road.of(client, membership, kafkaClient),
                membership,
                selection,
                reading(client, membership),
                destination,
                duplicates.plan(destination.files()),
                verification,
                progress.reports(style, connection.quiet(), connection.verbosity() > 0));
    }

    private Membership membership() {
        return select.group == null ? new Membership.Alone() : new Membership.Group(select.group);
    }

    /** In a group the partition of a key is not determined, since another member may own it. */
    private Selection selection(List<String> topics, boolean shared) {
        OffsetPlan plan = shared ? OffsetPlan.DEFAULT : select.plan(System.currentTimeMillis());
        PartitionChoice partitions = select.partitions(select.group == null ? balancing.home() : Optional.empty());
        return new Selection(
                new TopicChoice(topics, select.included(), partitions),
                plan,
                select.tail,
                select.exitAtEnd,
                Optional.ofNullable(select.timeout),
                filter());
    }

    private ReadSettings reading(KafkaSettings client, Membership membership) {
        return new ReadSettings(
                select.limits(),
                membership.commits(),
                delivery.commitPolicy(),
                endurance.patience(client.bootstrap()),
                pollInterval(client));
    }

    private static Duration pollInterval(KafkaSettings client) {
        try {
            return client.value("max.poll.interval.ms")
                    .map(typed -> Duration.ofMillis(Long.parseLong(typed)))
                    .orElse(POLL_INTERVAL);
        } catch (NumberFormatException e) {
            // The client rejects it with a message of its own.
            return POLL_INTERVAL;
        }
    }

    /** The records to hand over: those that meet all conditions and have the key. */
    private RecordFilter filter() {
        RecordFilter conditions = select.filter();
        return balancing
                .keyBytes()
                .map(key -> conditions.and(record -> record.hasKey(key)))
                .orElse(conditions);
    }

    /** The form with its decoding; an invalid form is refused here, before the tool connects. */
    Writing writing(RecordForm form, KafkaSettings client, Optional<Verification> verification) {
        form.format(
                false,
                false,
                new Surroundings(
                        verification.map(asked -> asked.check(Map.of())).orElse(null), PartitionEnds.untold()));
        return decoding.writing(form, client.properties());
    }

    /** The topics, each once, in the order they were typed. */
    private List<String> topics() {
        Set<String> topics = new LinkedHashSet<>(named);
        topics.addAll(positional);
        if (!topics.isEmpty() && select.include != null) {
            throw Failure.usage("--include finds the topics itself: leave out "
                    + topics.iterator().next());
        }
        if (topics.isEmpty() && select.include == null) {
            throw Failure.usage("no topic: give -t TOPIC or --include REGEX");
        }
        return List.copyOf(topics);
    }

    @Override
    public Guide guide() {
        return ConsumerGuide.guide();
    }

    @Override
    public OptionRules rules() {
        return ConsumerRules.TABLE;
    }

    @Override
    public String instead(String option) {
        return option.equals("-L") ? "'kafka-topics describe' for topics and 'kafka-consumer groups' for groups" : "";
    }
}
