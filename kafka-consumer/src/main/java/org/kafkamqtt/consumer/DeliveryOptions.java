package org.kafkamqtt.consumer;

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
import org.kafkamqtt.consumer.sink.CommitPolicy;
import picocli.CommandLine.Option;

/** What is committed when, as typed. */
final class DeliveryOptions implements OptionSection {
    @Option(
            names = "--commit-every",
            paramLabel = "N|DURATION",
            defaultValue = "1s",
            description = "in a group, commit after so many records, or so much time (default: 1s). Only what was"
                    + " written is committed; after kill -9 at most this much is read again")
    String commitEvery = "1s";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write one file per topic and partition there, each record exactly once: after a restart,"
                    + " kill -9 or rebalance the file is cut back to its checkpoint and reading goes on there")
    @Nullable
    Path out;

    @Option(
            names = "--rotate",
            paramLabel = "SIZE|DURATION",
            description = "with --out: begin another file after so much, such as 100MB or 1h; names carry the offsets")
    @Nullable
    String rotate;

    @Option(names = "--gzip", description = "with --out: compress the files")
    boolean gzip;

    @Option(names = "--zstd", description = "with --out: compress the files")
    boolean zstd;

    @Option(
            names = "--to-topic",
            paramLabel = "TOPIC",
            description = "copy to another topic of the same cluster, exactly once: records and the group's offsets in"
                    + " one transaction; key, value, headers and timestamp are kept. Needs -g")
    @Nullable
    String toTopic;

    @Option(
            names = "--exec",
            paramLabel = "COMMAND",
            description = "run a command (sh -c) for each record, its value on standard input, its place in"
                    + " $KAFKA_TOPIC, $KAFKA_PARTITION, $KAFKA_OFFSET, $KAFKA_KEY and $KAFKA_TIMESTAMP; the record is done"
                    + " when the command ends with 0")
    @Nullable
    String exec;

    @Option(
            names = "--exec-batch",
            paramLabel = "N",
            description = "with --exec: up to N records at once, as JSON lines")
    int execBatch;

    @Option(
            names = "--exec-retries",
            paramLabel = "N",
            defaultValue = "3",
            description = "with --exec: try again so often, waiting longer each time (default: 3)")
    int execRetries = 3;

    @Option(
            names = "--exec-back-off",
            paramLabel = "DURATION",
            defaultValue = "500ms",
            description = "with --exec: wait before the first retry (default: 500ms); it doubles each time")
    String execBackOff = "500ms";

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "1",
            description = "with --exec: so many commands side by side; records with the same key stay in order")
    int concurrency = 1;

    @Option(
            names = "--dead-letter",
            paramLabel = "TOPIC|FILE",
            description = "with --exec: where records go that the command failed for, with the reason in headers; a"
                    + " name with a slash or that ends in .jsonl is a file")
    @Nullable
    String deadLetter;

    @Option(
            names = "--into",
            paramLabel = "COMMAND",
            description = "start a command (sh -c) and write each record to its standard input as one line: as -J does"
                    + " unless a format is given. On its standard output it says in decimal, a number a line, how many"
                    + " lines from the first on it has settled for good: those are committed, and no others."
                    + " kafka-producer --confirm and mqtt-publish --confirm are such commands")
    @Nullable
    String into;

    @Option(
            names = "--into-window",
            paramLabel = "N|SIZE",
            description = "with --into: how much may be under way that is not settled: N lines, or SIZE such as 64KB"
                    + " (default: 16MiB)")
    @Nullable
    String intoWindow;

    @Option(names = "--fsync", description = "wait for the disk before each commit")
    boolean fsync;

    CommitPolicy commitPolicy() {
        return CommitPolicy.parse(commitEvery);
    }

    /** The plan of {@code --exec}, if that is what was asked for. */
    Optional<ExecPlan> commands() {
        if (exec == null) {
            return Optional.empty();
        }
        if (execBatch < 0 || concurrency < 1 || concurrency > 1000 || execRetries < 0) {
            throw Failure.usage("--exec-batch, --exec-retries and --concurrency (1 to 1000) are counts");
        }
        return Optional.of(
                new ExecPlan(exec, execBatch, concurrency, execRetries, Quantity.duration(execBackOff, "s")));
    }

    /** How much may be under way to the command of {@code --into}. */
    IntoWindow intoWindow() {
        return intoWindow == null ? IntoWindow.DEFAULT : IntoWindow.parse(intoWindow);
    }

    boolean deadLettersToFile() {
        return deadLetter != null && (deadLetter.indexOf('/') >= 0 || deadLetter.endsWith(".jsonl"));
    }

    /** The topics that are written to, which must exist before anything is read. */
    List<String> targets() {
        return Stream.of(toTopic, deadLettersToFile() ? null : deadLetter)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Refuses two places to write to. */
    void check() {
        long places =
                Stream.of(out, toTopic, exec, into).filter(Objects::nonNull).count();
        if (places > 1) {
            throw Failure.usage("--out, --to-topic, --exec and --into are four places to go: give one");
        }
        if (into != null && into.isBlank()) {
            throw Failure.usage("--into needs a command, such as 'mqtt-publish -J -q 1 --confirm'");
        }
    }

    /** The plan of {@code --out}, if that is what was asked for. */
    Optional<FilePlan> files(String extension) {
        if (gzip && zstd) {
            throw Failure.usage("--gzip and --zstd are two compressions: give one");
        }
        Packing packing = gzip ? Packing.GZIP : zstd ? Packing.ZSTD : Packing.NONE;
        Rotation rotation = rotate == null ? Rotation.NEVER : Rotation.parse(rotate);
        if (out == null) {
            return Optional.empty();
        }
        return Optional.of(new FilePlan(out, extension, packing, rotation, fsync));
    }

    @Override
    public String heading() {
        return "Delivery";
    }
}
