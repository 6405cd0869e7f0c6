package org.kafkamqtt.producer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.kafka.ClientKind;
import org.kafkamqtt.kafka.KafkaSettings;
import org.kafkamqtt.kafka.OwnedProperty;
import org.kafkamqtt.kafka.options.ConnectionOptions;
import org.kafkamqtt.kafka.options.KafkaCommand;
import org.kafkamqtt.producer.cluster.ClientSettings;
import org.kafkamqtt.producer.cluster.OwnedProperties;
import org.kafkamqtt.producer.delivery.InputPlan;
import org.kafkamqtt.producer.delivery.OutputUse;
import org.kafkamqtt.producer.delivery.ProducerSettings;
import org.kafkamqtt.producer.delivery.Road;
import org.kafkamqtt.producer.delivery.Run;
import org.kafkamqtt.producer.delivery.Sending;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code kafka-producer}. */
@Command(
        name = "kafka-producer",
        sortOptions = false,
        customSynopsis = "kafka-producer -b HOST:PORT [OPTION...] TOPIC [FILE...]",
        description = {
            "",
            "Sends records to Kafka: lines from standard input or files, whole files, or JSON lines."
                    + " Every record is acknowledged or reported as failed; exit status 0 means that all arrived.",
            ""
        })
final class ProducerOptions extends KafkaCommand {
    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "send records to TOPIC; with -J, this overrides the topic of each line",
            order = 1)
    @Nullable
    String topic;

    @Parameters(
            paramLabel = "TOPIC, FILE",
            arity = "0..*",
            description =
                    "the topic, unless -t names it, and files to send; each file is one record, - is standard input")
    List<String> words = new ArrayList<>();

    @Mixin
    final InputOptions input = new InputOptions();

    @Mixin
    final GeneratorOptions generator = new GeneratorOptions();

    @Mixin
    final RecordOptions records = new RecordOptions();

    @Mixin
    final BalancerOptions balancing = new BalancerOptions();

    @Mixin
    final DeliveryOptions delivery = new DeliveryOptions();

    @Option(
            names = "--explain-partition",
            paramLabel = "KEY",
            description = "show where KEY would go, and exit; with the reason")
    @Nullable
    String explainedKey;

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "-P", hidden = true, description = "kcat's producer mode, which this tool is always in")
    boolean producerMode;

    @Option(names = "--rehearse", hidden = true, description = "a run for the launcher's archive of classes")
    boolean rehearsal;

    @Override
    public ExitStatus run(Console console) throws Exception {
        return rehearsal ? Rehearsal.run() : super.run(console);
    }

    @Override
    protected ConnectionOptions connection() {
        return connection;
    }

    @Override
    protected KafkaSettings settings(Console console) {
        KafkaSettings given = connection.settings(ClientKind.PRODUCER, console);
        OwnedProperty.refuse(OwnedProperties.TABLE, given);
        KafkaSettings client = ClientSettings.complete(delivery.settings(given));
        if (!connection.quiet()) {
            Stream.of(input.reader.oldNames, delivery.names.oldNames)
                    .flatMap(List::stream)
                    .forEach(old -> console.say("warning: " + old));
        }
        return client;
    }

    @Override
    protected ExitStatus run(KafkaSettings client, Console console) {
        ProducerSettings settings = settings(client);
        if (verbosity() > 0) {
            console.say(settings.road().words());
        }
        return Run.of(settings, console);
    }

    /**
     * The command line as a whole, checked.
     *
     * @throws Failure status 2 if it makes no sense
     */
    ProducerSettings settings(KafkaSettings client) {
        OutputUse output = report.output(delivery.confirm);
        ProducerSettings.Reports reports = report.reports(connection.quiet());
        String topic = chosenTopic();
        ProducerSettings.Target target = new ProducerSettings.Target(topic, delivery.creation());
        if (delivery.confirm) {
            checkConfirmed();
        }
        return new ProducerSettings(
                client,
                target,
                explainedKey == null ? input.plan(wholeFiles(), generator) : new InputPlan.OneKey(explainedKey),
                records.defaults(topic, balancing.given(), client.properties()),
                balancing.plan(),
                delivery.policy(),
                sending(),
                delivery.mode(),
                Road.of(client, delivery.mode(), delivery.kafkaClient),
                output,
                reports);
    }

    private Sending sending() {
        return delivery.dryRun || explainedKey != null
                ? new Sending.Nowhere()
                : new Sending.ToKafka(delivery.sync, generator.rate());
    }

    private void checkConfirmed() {
        if (!wholeFiles().isEmpty()) {
            throw Failure.usage("--confirm counts the lines of standard input, and '"
                    + wholeFiles().get(0) + "' is one record");
        }
        if (input.delimiterBytes().length == 0) {
            throw Failure.usage("--confirm counts lines, and -D '' takes the whole input as one record");
        }
    }

    /** The topic of the command line, empty if records bring their own. */
    private String chosenTopic() {
        if (topic != null) {
            return topic;
        }
        if (!words.isEmpty()) {
            return words.get(0);
        }
        if (!input.bringsTopics()) {
            throw Failure.usage("no topic: give -t TOPIC");
        }
        return "";
    }

    /** The inputs of whole files. */
    private List<String> wholeFiles() {
        return topic != null || words.isEmpty() ? words : words.subList(1, words.size());
    }

    @Override
    public Guide guide() {
        return ProducerGuide.guide();
    }

    @Override
    public OptionRules rules() {
        return ProducerRules.TABLE;
    }

    @Override
    public String instead(String option) {
        return option.equals("-L") ? "'kafka-topics describe' for topics and 'kafka-consumer groups' for groups" : "";
    }
}
