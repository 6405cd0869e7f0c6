package org.kafkamqtt.consumer.files;

import java.nio.file.Path;
import org.apache.kafka.common.TopicPartition;

/**
 * Where and how partitions are written to files.
 *
 * @param folder of the files; checkpoints and locks are in a hidden folder inside
 * @param extension of the content, with its dot
 * @param packing of the files
 * @param rotation of the files
 * @param durable whether a checkpoint waits for the disk
 */
public record FilePlan(Path folder, String extension, Packing packing, Rotation rotation, boolean durable) {
    private static final String STATE = ".kafka-consumer";

    /** The folder of checkpoints and locks. */
    Path state() {
        return folder.resolve(STATE);
    }

    Path checkpoint(TopicPartition partition) {
        return state().resolve(partition + ".checkpoint");
    }

    Path lock(TopicPartition partition) {
        return state().resolve(partition + ".lock");
    }

    /** The fingerprints of the records that {@code --dedupe} has seen. */
    public Path seen(TopicPartition partition) {
        return state().resolve(partition + ".seen");
    }

    /** The name of the file that is being written. */
    String open(TopicPartition partition) {
        return partition + extension + packing.ending();
    }

    /**
     * The name of a finished file, from its first record to before the next one; sorts by offset.
     *
     * @param mark as {@link Checkpoint#mark()} returns it
     */
    String sealed(TopicPartition partition, String mark, long first, long next) {
        return String.format(java.util.Locale.ROOT, "%s.%s%020d-%020d", partition, mark, first, next - 1)
                + extension
                + packing.ending();
    }
}
