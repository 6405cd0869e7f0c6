package org.kafkamqtt.consumer.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.select.TopicFacts;
import org.kafkamqtt.kafka.topic.TopicLook.Extent;

/**
 * A checkpoint that belongs to the topic as it is now.
 *
 * @param checkpoint kept already
 * @param begin where reading begins, if that is not the checkpoint's next offset
 */
record FileResumption(Checkpoint checkpoint, OptionalLong begin) {

    /** Compares the checkpoint with the topic; seals the file of another topic. To be called under the file's lock. */
    static FileResumption of(
            FilePlan plan, TopicPartition partition, Checkpoint checkpoint, TopicFacts facts, Consumer<String> say)
            throws IOException {
        Optional<Uuid> id = facts.id(partition.topic());
        Optional<Extent> extent = checkpoint.next().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(facts.extents(List.of(partition)).get(partition));
        Resumption resumption = Resumption.of(checkpoint, id, extent);
        long next = checkpoint.next().orElse(0);
        return switch (resumption) {
            case ONWARD -> new FileResumption(adopted(plan, partition, checkpoint, id), OptionalLong.empty());
            case TRIMMED -> {
                long beginning = extent.orElseThrow().beginning();
                say.accept(partition + ": offsets " + next + " to " + (beginning - 1)
                        + " were deleted from the topic before they were read; continuing at " + beginning);
                yield new FileResumption(adopted(plan, partition, checkpoint, id), OptionalLong.of(beginning));
            }
            case CUT_SHORT -> {
                long end = extent.orElseThrow().end();
                say.accept(partition + " ends at offset " + end + ", but " + checkpoint.file() + " goes to "
                        + (next - 1) + ": the cluster has lost records; continuing at " + end);
                yield new FileResumption(checkpoint, OptionalLong.of(end));
            }
            case ANEW -> {
                long beginning = extent.map(Extent::beginning).orElse(0L);
                yield new FileResumption(anew(plan, partition, checkpoint, id, say), OptionalLong.of(beginning));
            }
            case DOUBTFUL ->
                throw new Failure(
                        ExitStatus.INPUT_OUTPUT,
                        plan.folder().resolve(checkpoint.file()) + " goes to offset " + (next - 1) + ", but "
                                + partition
                                + " ends at " + extent.orElseThrow().end()
                                + ": this is another topic, or one that lost records. Move the file and "
                                + plan.checkpoint(partition) + " away, or give another --out");
        };
    }

    /** The checkpoint of a topic whose ID was not known, with its ID. */
    private static Checkpoint adopted(FilePlan plan, TopicPartition partition, Checkpoint checkpoint, Optional<Uuid> id)
            throws IOException {
        if (id.isEmpty() || checkpoint.topic().equals(id)) {
            return checkpoint;
        }
        Checkpoint known = checkpoint.of(id);
        known.write(plan.checkpoint(partition), plan.durable());
        return known;
    }

    /** Gives the file of the old topic its final name, and starts another one. */
    private static Checkpoint anew(
            FilePlan plan, TopicPartition partition, Checkpoint checkpoint, Optional<Uuid> id, Consumer<String> say)
            throws IOException {
        String what = "topic '" + partition.topic() + "' was deleted and created again: partition "
                + partition.partition() + " is read from its beginning";
        if (checkpoint.bytes() > 0) {
            String sealed = PartitionFile.sealedName(plan, partition, checkpoint);
            seal(plan, checkpoint, plan.folder().resolve(sealed));
            what += ", into a new " + checkpoint.file() + "; the old one is now " + sealed;
        }
        boolean written = checkpoint.next().isPresent() || checkpoint.renewed();
        // What --dedupe has seen belongs to the old topic.
        Files.deleteIfExists(plan.seen(partition));
        Checkpoint first = Checkpoint.empty(checkpoint.file(), id, written);
        first.write(plan.checkpoint(partition), plan.durable());
        if (written) {
            say.accept(what);
        }
        return first;
    }

    private static void seal(FilePlan plan, Checkpoint checkpoint, Path sealed) throws IOException {
        Path file = plan.folder().resolve(checkpoint.file());
        PartitionFile.cut(plan, checkpoint).close();
        if (Files.exists(sealed)) {
            throw new Failure(
                    ExitStatus.INPUT_OUTPUT, "cannot rename " + file + " to " + sealed + ": that file already exists");
        }
        Files.move(file, sealed, StandardCopyOption.ATOMIC_MOVE);
    }
}
