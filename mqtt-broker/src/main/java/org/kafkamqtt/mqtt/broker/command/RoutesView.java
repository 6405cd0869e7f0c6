package org.kafkamqtt.mqtt.broker.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.terminal.TerminalSize;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.mqtt.broker.route.Refusal;
import org.kafkamqtt.mqtt.broker.route.Routes;
import org.kafkamqtt.mqtt.protocol.InvalidTopic;
import org.kafkamqtt.mqtt.protocol.TopicName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where topic names go by the rules of a file. */
@Command(
        name = "mqtt-broker routes",
        sortOptions = false,
        customSynopsis = "mqtt-broker routes FILE [OPTION...] [TOPIC-NAME...]",
        description = {
            "",
            "Checks a file of routes, and shows where topic names go by it; without a broker, without Kafka.",
            "The columns are topic name, Kafka topic, key, partition, header, and how the topic name of a record is found"
                    + " where a plain producer writes it: by the key, or by the header mqtt.topic alone. A table on a"
                    + " terminal, elsewhere with tabs between them. Without a topic name the routes themselves are shown.",
            ""
        })
final class RoutesView implements ToolCommand {
    private static final int MOST_PARTITIONS = 100_000;

    @Parameters(paramLabel = "FILE", arity = "1", index = "0", description = "file of routes, in YAML")
    @Nullable
    Path file;

    @Parameters(paramLabel = "TOPIC-NAME", arity = "0..*", index = "1..*", description = "topic names of MQTT")
    List<String> names = new ArrayList<>();

    @Option(
            names = {"-p", "--partitions"},
            paramLabel = "N",
            description = "show partitions; of Kafka topics that have N")
    @Nullable
    Integer partitions;

    @Option(
            names = "--prefix",
            paramLabel = "NAME",
            description = "begin the names of the broker's own topics with NAME (default: mqtt)")
    String prefix = "mqtt";

    @Option(names = "--json", description = "print one JSON object per line")
    boolean json;

    @Option(
            names = {"-v", "--verbose"},
            description = "print more detail; -vv: stack traces")
    boolean[] verbose = {};

    @Option(
            names = {"-q", "--quiet"},
            description = "print errors only")
    boolean quiet;

    @Override
    public ExitStatus run(Console console) throws IOException {
        if (file == null) {
            throw Failure.usage("no file of routes: name one");
        }
        if (partitions != null && (partitions < 1 || partitions > MOST_PARTITIONS)) {
            throw Failure.usage("--partitions " + partitions + " is not between 1 and " + MOST_PARTITIONS);
        }
        names.forEach(RoutesView::check);
        Routes routes = Routes.read(file, Prefix.checked(prefix));
        if (!quiet) {
            routes.warnings().forEach(words -> console.say("warning: " + words));
            routes.remarks().forEach(console::say);
        }
        if (names.isEmpty()) {
            print(console, RouteLines.ofRules(routes.rules()));
            return ExitStatus.OK;
        }
        List<Placement> placements = names.stream()
                .map(name -> Placement.of(
                        routes, name, partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions)))
                .toList();
        print(console, RouteLines.ofNames(placements, partitions != null));
        return told(placements, console);
    }

    private static void check(String name) {
        try {
            new TopicName(name);
        } catch (InvalidTopic e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    private void print(Console console, RouteLines lines) throws IOException {
        Bytes out = new Bytes();
        if (json) {
            lines.json(out);
        } else if (Terminal.isStandardOutput()) {
            int width = TerminalSize.ofStandardOutput(console.environment()).width();
            lines.table(out, width, Terminal.colours(true, console.environment()));
        } else {
            lines.fields(out);
        }
        out.writeTo(console.out());
    }

    private static ExitStatus told(List<Placement> placements, Console console) {
        long refused = placements.stream()
                .filter(placement -> placement.destination() instanceof Refusal)
                .peek(placement ->
                        console.say(placement.topicName() + ": " + ((Refusal) placement.destination()).reason()))
                .count();
        if (refused == 0) {
            return ExitStatus.OK;
        }
        return refused == placements.size() ? ExitStatus.FAILED : ExitStatus.PARTIAL;
    }

    @Override
    public Guide guide() {
        return Guide.of()
                .essentials("-p", "--prefix", "--json")
                .example("mqtt-broker routes routes.yaml sensors/north/device-7/temperature")
                .example("mqtt-broker routes routes.yaml -p 12 a/b c/d")
                .example("mqtt-broker routes routes.yaml", "the routes themselves")
                .statuses(
                        ExitStatus.OK, ExitStatus.FAILED, ExitStatus.USAGE, ExitStatus.PARTIAL, ExitStatus.INPUT_OUTPUT)
                .status(ExitStatus.OK, "success: all topic names go somewhere")
                .status(ExitStatus.FAILED, "no topic name goes anywhere")
                .status(ExitStatus.PARTIAL, "some topic names go nowhere")
                .status(ExitStatus.INPUT_OUTPUT, "standard output could not be written")
                .page("docs/mqtt-broker.md");
    }

    @Override
    public OptionRules rules() {
        return OptionRules.of().always("-p", "--prefix", "--json", "-v", "-q");
    }

    @Override
    public int verbosity() {
        return verbose.length;
    }
}
