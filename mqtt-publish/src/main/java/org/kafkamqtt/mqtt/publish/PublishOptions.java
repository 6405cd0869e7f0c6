package org.kafkamqtt.mqtt.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.TopicName;
import org.kafkamqtt.mqtt.options.ConfigFile;
import org.kafkamqtt.mqtt.options.ConnectionOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code mqtt-publish}. */
@Command(
        name = "mqtt-publish",
        sortOptions = false,
        customSynopsis = "mqtt-publish [-h HOST] [-p PORT] -t TOPIC {-m TEXT | -l | ...} [OPTION...] [FILE...]",
        description = {
            "",
            "Publishes messages to an MQTT 3.1.1 broker, with mosquitto_pub's flags. Ends when each message is acknowledged"
                    + " or named; the exit status tells which.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  mqtt-publish -t home/door -m open",
            "  mqtt-publish -h broker -t log -q 1 -l < lines.txt",
            "  mqtt-publish -L mqtts://user@broker/state -r -f state.json --pw-file secret",
            "  mqtt-subscribe -t 'home/#' -J | mqtt-publish -h other -J",
            "  mqtt-publish -t load/test -q 1 --generate '{\"n\":$${i},\"t\":$${now}}' --rate 500/s --count 10000"
        })
final class PublishOptions implements ToolCommand, ConfigFile.Configured {
    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "topic name to publish to; repeatable, each gets all messages that name no topic themselves",
            order = 1)
    List<String> topics = new ArrayList<>();

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "files that -l and -J read instead of standard input")
    List<String> words = new ArrayList<>();

    @Mixin
    final MessageOptions messages = new MessageOptions();

    @Mixin
    final DeliveryOptions delivery = new DeliveryOptions();

    @Mixin
    final ReportOptions report = new ReportOptions();

    @Mixin
    final ConnectionOptions connection = new ConnectionOptions();

    @Override
    public OptionRules rules() {
        return OptionRules.of()
                .always("-t")
                .and(MessageOptions.RULES)
                .and(DeliveryOptions.RULES)
                .and(ReportOptions.RULES)
                .and(ConnectionOptions.rules());
    }

    @Override
    public void optionsFrom(Path file) {
        connection.optionsFrom(file);
    }

    @Override
    public ExitStatus run(Console console) throws Exception {
        try {
            return published(console);
        } catch (Failure e) {
            throw connection.explained(e);
        }
    }

    private ExitStatus published(Console console) throws IOException, InterruptedException {
        messages.check(words);
        if (messages.topicSeparator != null && connection.urlTopic().isPresent()) {
            throw Failure.usage("--topic-separator: each line names its topic itself, so the URL of -L has none");
        }
        if ((delivery.rate != null || delivery.delay != null) && messages.isSingle() && topics.size() < 2) {
            throw Failure.usage((delivery.rate != null ? "--rate" : "--repeat-delay") + " needs more than one message");
        }
        delivery.checkConfirmable(words, topics.size());
        refuseToOverwriteInput();
        return new Run(this, console).run();
    }

    /** The file of what failed begins empty, which must not be the file that is read. */
    private void refuseToOverwriteInput() throws IOException {
        Path failed = delivery.failedFile;
        if (failed != null && Files.exists(failed)) {
            List<String> inputs = new ArrayList<>(words);
            inputs.addAll(messages.files);
            for (String input : inputs) {
                if (Files.exists(Path.of(input)) && Files.isSameFile(failed, Path.of(input))) {
                    throw Failure.usage(
                            "--failed-file " + failed + " is what is to be published: give it another name");
                }
            }
        }
    }

    /** The topics of messages that name none themselves. */
    List<TopicName> topicNames() {
        List<TopicName> names = new ArrayList<>();
        topics.forEach(text -> names.add(new TopicName(text)));
        if (names.isEmpty()) {
            connection.urlTopic().ifPresent(text -> names.add(new TopicName(text)));
        }
        if (names.isEmpty() && !messages.json && messages.topicSeparator == null) {
            throw Failure.usage("no topic: give -t TOPIC");
        }
        return names;
    }

    @Override
    public String instead(String option) {
        return option.equals("--on-error") ? "--failed-file FILE for messages that did not arrive" : "";
    }

    @Override
    public int verbosity() {
        return connection.verbosity();
    }

    @Override
    public String client() {
        return "Paho mqttv3 1.2.5";
    }
}
