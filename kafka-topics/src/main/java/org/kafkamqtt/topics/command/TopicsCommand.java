package org.kafkamqtt.topics.command;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.topics.cluster.Cluster;
import org.kafkamqtt.topics.plan.Assignment;
import org.kafkamqtt.topics.plan.Choice;
import org.kafkamqtt.topics.plan.Listing;
import org.kafkamqtt.topics.plan.NewTopicPlan;
import org.kafkamqtt.topics.plan.TopicState;
import org.kafkamqtt.topics.show.Form;
import org.kafkamqtt.topics.show.TopicDetails;
import org.kafkamqtt.topics.show.TopicList;
import org.kafkamqtt.topics.work.Alteration;
import org.kafkamqtt.topics.work.Creation;
import org.kafkamqtt.topics.work.Deletion;
import org.kafkamqtt.topics.work.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code kafka-topics}: takes the flags of Kafka's own script; the words beside them are {@link #views}. */
@Command(
        name = "kafka-topics",
        sortOptions = false,
        customSynopsis = "kafka-topics COMMAND -b HOST:PORT [OPTION...] [TOPIC...]",
        description = {
            "",
            "Creates, shows, changes and deletes topics of Kafka.",
            "COMMAND is list, describe, create, alter, delete, trim or brokers; 'kafka-topics COMMAND --help' shows its"
                    + " options. The flags of Kafka's own kafka-topics.sh work as well.",
            ""
        })
public final class TopicsCommand extends TopicView {
    private static final String NO_ID = "AAAAAAAAAAAAAAAAAAAAAA";

    @Option(names = "--list", description = "list the names of topics")
    boolean list;

    @Option(names = "--describe", description = "show partitions and settings of topics")
    boolean describe;

    @Option(names = "--create", description = "create a topic")
    boolean create;

    @Option(names = "--alter", description = "add partitions to topics or change their settings")
    boolean alter;

    @Option(names = "--delete", description = "delete topics; asks, or wants --yes where nobody can be asked")
    boolean delete;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "create or handle TOPIC; except for --create a regular expression that must match the whole"
                    + " name, in which a comma means or")
    @Nullable
    String topic;

    @Option(
            names = "--topic-id",
            paramLabel = "ID",
            description = "describe the topic with this ID; whatever --topic is")
    @Nullable
    String id;

    @Option(
            names = {"-p", "--partitions"},
            paramLabel = "N",
            description = "create N partitions, or grow to N (default: the cluster's num.partitions)")
    @Nullable
    Integer partitions;

    @Option(
            names = {"-r", "--replication-factor"},
            paramLabel = "N",
            description = "keep N copies of each partition (default: the cluster's default.replication.factor)")
    @Nullable
    Integer replicas;

    @Option(
            names = "--replica-assignment",
            paramLabel = "ID:ID,...",
            description = "name the brokers of each partition; such as 1:2,2:3 for two partitions with two copies each")
    @Nullable
    String assignment;

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

    @Option(names = "--if-not-exists", description = "accept a topic that exists")
    boolean ifNotExists;

    @Option(names = "--if-exists", description = "accept topics that do not exist")
    boolean ifExists;

    @Option(names = "--exclude-internal", description = "leave out Kafka's own topics")
    boolean excludeInternal;

    /** How Kafka's script cuts its questions into pieces; ours are always of the same size. */
    @Option(names = "--partition-size-limit-per-response", hidden = true)
    @Nullable
    Integer pieces;

    @Mixin
    DeedOptions deed = new DeedOptions();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "wait for leaders, or until topics are gone, for DURATION; a bare number is in seconds"
                    + " (default: 30s)")
    String timeout = "30s";

    @Mixin
    FilterOptions filters = new FilterOptions();

    @Mixin
    GrowthOptions growth = new GrowthOptions();

    /** Made by {@code main} and by tests. */
    public TopicsCommand() {}

    /** What was typed, checked. */
    private Deed asked = (cluster, console) -> ExitStatus.OK;

    /** One of the five things that the script does. */
    @FunctionalInterface
    private interface Deed {
        ExitStatus run(Cluster cluster, Console console) throws IOException;
    }

    /** Only the first word is a command's name. */
    @Override
    public Map<String, Supplier<ToolCommand>> views() {
        return ALL;
    }

    @Override
    Form plain() {
        return Form.KAFKA;
    }

    @Override
    Duration answer() {
        return create || alter || delete ? Duration.ofSeconds(30) : super.answer();
    }

    @Override
    void check() {
        if (create) {
            asked = creating();
        } else if (alter) {
            asked = altering();
        } else if (delete) {
            asked = deleting();
        } else if (describe) {
            asked = this::describing;
        } else if (list) {
            asked = this::listing;
        } else {
            throw Failure.usage("nothing to do: give one of list, describe, create, alter, delete, trim, brokers,"
                    + " or Kafka's --list, --describe, --create, --alter, --delete");
        }
    }

    @Override
    ExitStatus work(Cluster cluster, Console console) throws IOException {
        return asked.run(cluster, console);
    }

    /** Of scripts from before Kafka 3. */
    @Override
    public String instead(String option) {
        return option.equals("--zookeeper") ? "--bootstrap-server with the address of a broker" : "";
    }

    private String required() {
        if (topic == null || topic.isEmpty()) {
            throw Failure.usage("no topic: give --topic");
        }
        return topic;
    }

    private Choice choice(boolean internal) {
        return topic == null || topic.isEmpty() ? Choice.all(internal) : Choice.ofKafka(topic, internal);
    }

    private Deed creating() {
        if (assignment != null && (partitions != null || replicas != null)) {
            throw Failure.usage("--replica-assignment says how many partitions and copies there are: leave out"
                    + " --partitions and --replication-factor");
        }
        NewTopicPlan plan = new NewTopicPlan(
                required(),
                count("--partitions", partitions, CreateView.MOST_PARTITIONS),
                count("--replication-factor", replicas, Short.MAX_VALUE),
                Optional.ofNullable(assignment).map(Assignment::parse),
                settings(configs));
        Duration limit = Quantity.duration(timeout, "s");
        return (cluster, console) -> end(
                new Creation(List.of(plan), ifNotExists)
                        .run(cluster, desk(console), deed.dry, new StopPatience(console.stop(), limit)),
                console);
    }

    private Deed altering() {
        Choice choice = Choice.ofKafka(required(), true);
        Alteration alteration = new Alteration(
                choice, ifExists, AlterView.change(partitions, assignment, configs, resets), growth.rule());
        Duration limit = Quantity.duration(timeout, "s");
        return (cluster, console) ->
                end(alteration.run(cluster, desk(console), deed.dry, new StopPatience(console.stop(), limit)), console);
    }

    private Deed deleting() {
        Choice choice = Choice.ofKafka(required(), true);
        Duration limit = Quantity.duration(timeout, "s");
        return (cluster, console) -> end(
                new Deletion(choice, ifExists)
                        .run(cluster, desk(console), deed.consent(), () -> new StopPatience(console.stop(), limit)),
                console);
    }

    private ExitStatus describing(Cluster cluster, Console console) throws IOException {
        Choice choice = id == null || id.equals(NO_ID) ? choice(!excludeInternal) : Choice.ofId(id, !excludeInternal);
        EnumSet<Cluster.Detail> details = EnumSet.of(Cluster.Detail.SETTINGS, Cluster.Detail.MOVES);
        if (page(console).form() != Form.KAFKA) {
            details.add(Cluster.Detail.SIZES);
        }
        Inspection found = Inspection.of(cluster, choice, lenient(), details);
        return end(
                new TopicDetails(filters.filter(), found.alive()).of(found.topics(), page(console)),
                found.topics().stream().map(TopicState::name).toList(),
                found.failed(),
                console);
    }

    /** A description of everything is one of nothing, too. */
    private boolean lenient() {
        return ifExists || topic == null && id == null;
    }

    private ExitStatus listing(Cluster cluster, Console console) throws IOException {
        // As Kafka's script has it, a list may be empty.
        Inspection.Named found = Inspection.named(cluster, choice(!excludeInternal), true);
        return end(
                TopicList.names(found.topics(), page(console)),
                found.topics().stream().map(Listing::name).toList(),
                found.failed(),
                console);
    }

    @Override
    public Guide guide() {
        return super.guide()
                .looksUp("topics", "--topic")
                .values("--balancer", Balancers::names)
                .essentials("-b", "--list", "--describe", "--create", "--alter", "--delete", "--topic", "-y", "--json")
                .status(ExitStatus.FAILED, "the topic exists, the answer was no, or the cluster refuses it")
                .status(ExitStatus.TIMED_OUT, "accepted, but not complete in time")
                .example("kafka-topics create -b localhost:9093 orders -p 6")
                .example("kafka-topics describe -b localhost:9093 orders")
                .example("kafka-topics --bootstrap-server localhost:9093 --create --topic orders --partitions 6");
    }

    @Override
    public OptionRules rules() {
        return super.rules()
                .and(GrowthOptions.rules())
                .and(filterRules())
                .always("--list", "--describe", "--create", "--alter", "--delete", "--topic")
                .always("--partition-size-limit-per-response")
                .oneOf("--create", "--alter", "--delete", "--describe", "--list")
                .needs("--topic-id", "--describe")
                .needs("--partitions", "--create", "--alter")
                .needs("--replication-factor", "--create")
                .needs("--replica-assignment", "--create", "--alter")
                .needs("--config", "--create", "--alter")
                .needs("--delete-config", "--alter")
                .needs("--if-not-exists", "--create")
                .needs("--if-exists", "--alter", "--delete", "--describe")
                .needs("--exclude-internal", "--list", "--describe")
                .needs("--dry-run", "--create", "--alter", "--delete")
                .needs("--yes", "--delete")
                .needs("--timeout", "--create", "--alter", "--delete")
                .needs("--balancer", "--alter")
                .excludes("--dry-run", "--yes", "--timeout");
    }

    private static OptionRules filterRules() {
        OptionRules rules = FilterOptions.rules();
        for (String filter : Set.of(
                "--under-replicated-partitions",
                "--unavailable-partitions",
                "--under-min-isr-partitions",
                "--at-min-isr-partitions",
                "--topics-with-overrides")) {
            rules = rules.needs(filter, "--describe");
        }
        return rules;
    }
}
