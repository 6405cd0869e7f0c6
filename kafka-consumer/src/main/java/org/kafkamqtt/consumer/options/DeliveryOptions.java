package org.kafkamqtt.consumer.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.IntoWindow;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.consumer.exec.ExecPlan;
import org.kafkamqtt.consumer.files.FilePlan;
import org.kafkamqtt.consumer.files.Packing;
import org.kafkamqtt.consumer.files.Rotation;
import org.kafkamqtt.consumer.settings.DeadLetterPlace;
import org.kafkamqtt.consumer.settings.Destination;
import org.kafkamqtt.consumer.settings.Verification;
import org.kafkamqtt.consumer.settings.Writing;
import org.kafkamqtt.consumer.sink.CommitPolicy;
import org.kafkamqtt.kafka.KafkaSettings;
import picocli.CommandLine.Option;

/** Where records go and when offsets are committed, as typed. */
final class DeliveryOptions implements OptionSection {
    @Option(
            names = "--commit-every",
            paramLabel = "N|DURATION",
            defaultValue = "1s",
            description = "commit every N records or every DURATION. Only what was written is committed, so after kill"
                    + " -9 at most this much is read again (default: 1s)")
    String commitEvery = "1s";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write one file per topic and partition to DIR. Each record is written exactly once: after a"
                    + " restart, kill -9 or rebalance, the file is cut back to its checkpoint and reading"
                    + " continues from there")
    @Nullable
    Path out;

    @Option(
            names = "--rotate",
            paramLabel = "SIZE|DURATION",
            description = "with --out: start a new file after this much (such as 100MB or 1h); file names contain the"
                    + " offsets")
    @Nullable
    String rotate;

    @Option(names = "--gzip", description = "with --out: compress the files with gzip")
    boolean gzip;

    @Option(names = "--zstd", description = "with --out: compress the files with zstd")
    boolean zstd;

    @Option(
            names = "--to-topic",
            paramLabel = "TOPIC",
            description = "copy the records to another topic. It must be in the same cluster: records and the group's"
                    + " offsets are committed in one transaction, so that each record is copied exactly once, with"
                    + " key, value, headers and timestamp. Needs -g")
    @Nullable
    String toTopic;

    @Option(
            names = "--exec",
            paramLabel = "COMMAND",
            description = "run a command for each record; it is run by sh -c, with the value on standard input and the"
                    + " record's place in $KAFKA_TOPIC, $KAFKA_PARTITION, $KAFKA_OFFSET, $KAFKA_KEY and"
                    + " $KAFKA_TIMESTAMP. A record is done when the command exits with status 0")
    @Nullable
    String exec;

    @Option(
            names = "--exec-batch",
            paramLabel = "N",
            description = "with --exec: pass up to N records at once (as JSON lines)")
    int execBatch;

    @Option(
            names = "--exec-retries",
            paramLabel = "N",
            defaultValue = "3",
            description = "with --exec: retry a failed command N times; each wait is longer than the one before"
                    + " (default: 3)")
    int execRetries = 3;

    @Option(
            names = "--exec-back-off",
            paramLabel = "DURATION",
            defaultValue = "500ms",
            description = "with --exec: wait before the first retry; the wait doubles each time (default: 500ms)")
    String execBackOff = "500ms";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "1",
            description = "with --exec: run up to N commands in parallel; records with the same key stay in order"
                    + " (default: 1)")
    int concurrency = 1;

    @Option(
            names = "--dead-letter",
            paramLabel = "TOPIC|FILE",
            description = "with --exec: keep records whose command failed. The reason is added to their headers. A"
                    + " name that contains a slash or ends in .jsonl is a file, any other a topic")
    @Nullable
    String deadLetter;

    @Option(
            names = "--into",
            paramLabel = "COMMAND",
            description = "write the records to one running command; it is started by sh -c, and gets each record as"
                    + " one line of standard input, as with -J unless a format is given. On its standard output it"
                    + " prints how many lines, counted from the first, it has settled for good, one decimal number"
                    + " per line: those are committed, and no others. kafka-producer --confirm and mqtt-publish"
                    + " --confirm are such commands")
    @Nullable
    String into;

    @Option(
            names = "--into-window",
            paramLabel = "N|SIZE",
            description = "with --into: limit unsettled lines to N or SIZE; a longer line goes alone (default: 16MiB)")
    @Nullable
    String intoWindow;

    @Option(names = "--fsync", description = "wait for the disk before each commit")
    boolean fsync;

    CommitPolicy commitPolicy() {
        return CommitPolicy.parse(commitEvery);
    }

    /**
     * The one destination of the records.
     *
     * @param topics the topics to read
     * @param options what else was typed; each destination takes its part of it
     * @param client settings of the consumer
     * @param verification by which a format can show where a record belongs
     */
    Destination destination(
            List<String> topics,
            ConsumerOptions options,
            KafkaSettings client,
            Optional<Verification> verification,
            boolean coloured) {
        refuseTwoPlaces();
        String group = options.select.group;
        if (toTopic != null) {
            return toTopic(toTopic, topics, options, group);
        }
        if (exec != null) {
            return new Destination.Commands(commands(exec), deadLetters(topics));
        }
        if (into != null) {
            Writing lines = options.writing(options.output.lines(), client, verification);
            return new Destination.Into(into, intoWindow(), commitPolicy(), lines);
        }
        Writing writing = options.writing(options.output.form(), client, verification);
        return out == null
                ? new Destination.StandardOutput(writing, coloured, options.output.unbuffered, fsync)
                : new Destination.Files(files(out, writing.form().extension()), writing);
    }

    private void refuseTwoPlaces() {
        long places =
                Stream.of(out, toTopic, exec, into).filter(Objects::nonNull).count();
        if (places > 1) {
            throw Failure.usage("--out, --to-topic, --exec and --into are four destinations: give one");
        }
        if (into != null && into.isBlank()) {
            throw Failure.usage("--into needs a command, such as 'mqtt-publish -J -q 1 --confirm'");
        }
    }

    private static Destination toTopic(
            String topic, List<String> topics, ConsumerOptions options, @Nullable String group) {
        if (group == null) {
            throw Failure.usage("--to-topic commits for a group: give -g");
        }
        if (topics.contains(topic)) {
            throw Failure.usage("--to-topic " + topic
                    + " is one of the topics to read, so the copy would never end: give another one");
        }
        return new Destination.Topic(topic, options.member.transactionalId(group), options.balancing.chosen());
    }

    private ExecPlan commands(String command) {
        if (execBatch < 0 || concurrency < 1 || concurrency > 1000 || execRetries < 0) {
            throw Failure.usage("--exec-batch and --exec-retries must be 0 or more, --concurrency 1 to 1000");
        }
        return new ExecPlan(command, execBatch, concurrency, execRetries, Quantity.duration(execBackOff, "s"));
    }

    private Optional<DeadLetterPlace> deadLetters(List<String> topics) {
        if (deadLetter == null) {
            return Optional.empty();
        }
        if (topics.contains(deadLetter)) {
            throw Failure.usage("--dead-letter " + deadLetter
                    + " is one of the topics to read, so the run would never end: give another one");
        }
        boolean file = deadLetter.indexOf('/') >= 0 || deadLetter.endsWith(".jsonl");
        return Optional.of(
                file ? new DeadLetterPlace.File(Path.of(deadLetter)) : new DeadLetterPlace.Topic(deadLetter));
    }

    private IntoWindow intoWindow() {
        return intoWindow == null ? IntoWindow.DEFAULT : IntoWindow.parse(intoWindow);
    }

    private FilePlan files(Path folder, String extension) {
        if (gzip && zstd) {
            throw Failure.usage("--gzip and --zstd cannot be used together: give one");
        }
        Packing packing = gzip ? Packing.GZIP : zstd ? Packing.ZSTD : Packing.NONE;
        Rotation rotation = rotate == null ? Rotation.NEVER : Rotation.parse(rotate);
        return new FilePlan(folder, extension, packing, rotation, fsync);
    }

    @Override
    public String heading() {
        return "Delivery";
    }
}
