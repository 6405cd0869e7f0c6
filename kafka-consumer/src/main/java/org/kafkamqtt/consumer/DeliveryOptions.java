package org.kafkamqtt.consumer;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Failure;
import picocli.CommandLine.Option;

/** What is committed when, as typed. */
final class DeliveryOptions {
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

    @Option(names = "--fsync", description = "wait for the disk before each commit")
    boolean fsync;

    CommitPolicy commitPolicy() {
        return CommitPolicy.parse(commitEvery);
    }

    /** The plan of {@code --out}, if that is what was asked for. */
    Optional<FilePlan> files(String extension) {
        if (gzip && zstd) {
            throw Failure.usage("--gzip and --zstd are two compressions: give one");
        }
        Packing packing = gzip ? Packing.GZIP : zstd ? Packing.ZSTD : Packing.NONE;
        Rotation rotation = rotate == null ? Rotation.NEVER : Rotation.parse(rotate);
        if (out == null) {
            if (packing != Packing.NONE || rotate != null) {
                throw Failure.usage("--rotate, --gzip and --zstd are for files: give --out DIR");
            }
            return Optional.empty();
        }
        return Optional.of(new FilePlan(out, extension, packing, rotation, fsync));
    }
}
